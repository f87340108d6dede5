// A small record for the tests of the command line: three workers in a nursery under a deadline.
// At 0.1 "a" is done, at 0.2 "b" raises ValueError, "c" is cancelled, and main catches the group.
// As recorded from real Trio, with the title and the `exception_caught` added.
#pragma once

namespace cli_test {

inline constexpr char kSampleRecord[] =
    R"json({"grove_trace":1,"source":"trio 0.34.0","dialect":"trio","detail":"steps","title":"Three workers","program":["import trio","","","async def work(name, seconds):","    await trio.sleep(seconds)","    if name == \"b\":","        raise ValueError(\"bad b\")","    print(name, \"is done\")","","","async def main():","    try:","        with trio.move_on_after(1):","            async with trio.open_nursery() as nursery:","                nursery.start_soon(work, \"a\", 0.1, name=\"a\")","                nursery.start_soon(work, \"b\", 0.2, name=\"b\")","                nursery.start_soon(work, \"c\", 0.3, name=\"c\")","    except* ValueError:","        print(\"caught\")","","","trio.run(main)"]}
{"i":0,"t":0,"kind":"run_started","cause":null}
{"i":1,"t":0,"kind":"task_spawned","cause":0,"task":0,"name":"main","label":"main","nursery":null,"parent":null,"line":22}
{"i":2,"t":0,"kind":"task_scheduled","cause":1,"task":0}
{"i":3,"t":0,"kind":"before_task_step","cause":2,"task":0,"step":0}
{"i":4,"t":0,"kind":"scope_opened","cause":3,"scope":0,"task":0,"parent":null,"how":"move_on_after","deadline":1000000000,"shield":false,"line":13}
{"i":5,"t":0,"kind":"scope_opened","cause":3,"scope":1,"task":0,"parent":0,"how":"nursery","deadline":null,"shield":false,"line":14}
{"i":6,"t":0,"kind":"nursery_opened","cause":3,"nursery":0,"task":0,"scope":1,"line":14}
{"i":7,"t":0,"kind":"task_spawned","cause":3,"task":1,"name":"a","label":"a","nursery":0,"parent":0,"line":15}
{"i":8,"t":0,"kind":"task_scheduled","cause":7,"task":1}
{"i":9,"t":0,"kind":"task_spawned","cause":3,"task":2,"name":"b","label":"b","nursery":0,"parent":0,"line":16}
{"i":10,"t":0,"kind":"task_scheduled","cause":9,"task":2}
{"i":11,"t":0,"kind":"task_spawned","cause":3,"task":3,"name":"c","label":"c","nursery":0,"parent":0,"line":17}
{"i":12,"t":0,"kind":"task_scheduled","cause":11,"task":3}
{"i":13,"t":0,"kind":"nursery_closing","cause":3,"nursery":0,"task":0,"scope":1,"line":14}
{"i":14,"t":0,"kind":"task_blocked","cause":3,"task":0,"on":"nursery","nursery":0}
{"i":15,"t":0,"kind":"after_task_step","cause":3,"task":0}
{"i":16,"t":0,"kind":"before_task_step","cause":8,"task":1,"step":1}
{"i":17,"t":0,"kind":"task_blocked","cause":16,"task":1,"on":"sleep","until":100000000}
{"i":18,"t":0,"kind":"after_task_step","cause":16,"task":1}
{"i":19,"t":0,"kind":"before_task_step","cause":10,"task":2,"step":2}
{"i":20,"t":0,"kind":"task_blocked","cause":19,"task":2,"on":"sleep","until":200000000}
{"i":21,"t":0,"kind":"after_task_step","cause":19,"task":2}
{"i":22,"t":0,"kind":"before_task_step","cause":12,"task":3,"step":3}
{"i":23,"t":0,"kind":"task_blocked","cause":22,"task":3,"on":"sleep","until":300000000}
{"i":24,"t":0,"kind":"after_task_step","cause":22,"task":3}
{"i":25,"t":100000000,"kind":"clock_jumped","cause":17,"from":0}
{"i":26,"t":100000000,"kind":"task_scheduled","cause":17,"task":1}
{"i":27,"t":100000000,"kind":"before_task_step","cause":26,"task":1,"step":4}
{"i":28,"t":100000000,"kind":"printed","cause":27,"task":1,"text":"a is done"}
{"i":29,"t":100000000,"kind":"task_exited","cause":27,"task":1,"outcome":"ok"}
{"i":30,"t":100000000,"kind":"after_task_step","cause":27,"task":1}
{"i":31,"t":200000000,"kind":"clock_jumped","cause":20,"from":100000000}
{"i":32,"t":200000000,"kind":"task_scheduled","cause":20,"task":2}
{"i":33,"t":200000000,"kind":"before_task_step","cause":32,"task":2,"step":5}
{"i":34,"t":200000000,"kind":"exception_raised","cause":33,"task":2,"exception":0,"type":"ValueError","message":"bad b","line":7}
{"i":35,"t":200000000,"kind":"task_exited","cause":33,"task":2,"outcome":"error","exception":0}
{"i":36,"t":200000000,"kind":"exception_propagated","cause":35,"exception":0,"from":2,"to":{"nursery":0}}
{"i":37,"t":200000000,"kind":"scope_cancelled","cause":35,"scope":1,"reason":"nursery","text":"child task raised exception ValueError('bad b')","task":2}
{"i":38,"t":200000000,"kind":"cancel_requested","cause":37,"task":0,"scope":1,"aborted":false}
{"i":39,"t":200000000,"kind":"cancel_requested","cause":37,"task":3,"scope":1,"aborted":true}
{"i":40,"t":200000000,"kind":"task_scheduled","cause":39,"task":3}
{"i":41,"t":200000000,"kind":"after_task_step","cause":33,"task":2}
{"i":42,"t":200000000,"kind":"before_task_step","cause":40,"task":3,"step":6}
{"i":43,"t":200000000,"kind":"cancel_delivered","cause":39,"task":3,"scope":1}
{"i":44,"t":200000000,"kind":"task_exited","cause":42,"task":3,"outcome":"cancelled"}
{"i":45,"t":200000000,"kind":"task_scheduled","cause":44,"task":0}
{"i":46,"t":200000000,"kind":"after_task_step","cause":42,"task":3}
{"i":47,"t":200000000,"kind":"before_task_step","cause":45,"task":0,"step":7}
{"i":48,"t":200000000,"kind":"exception_raised","cause":47,"task":0,"exception":1,"type":"ExceptionGroup","message":"Exceptions from Trio nursery","line":14,"members":[{"exception":0,"type":"ValueError","message":"bad b"}]}
{"i":49,"t":200000000,"kind":"nursery_closed","cause":44,"nursery":0,"task":0,"scope":1,"line":14,"exception":1}
{"i":50,"t":200000000,"kind":"scope_closed","cause":47,"scope":1,"cancelled_caught":true}
{"i":51,"t":200000000,"kind":"scope_closed","cause":47,"scope":0,"cancelled_caught":false}
{"i":52,"t":200000000,"kind":"exception_caught","cause":48,"task":0,"exception":1,"type":"ExceptionGroup","message":"Exceptions from Trio nursery","line":18,"members":[{"exception":0,"type":"ValueError","message":"bad b"}]}
{"i":53,"t":200000000,"kind":"printed","cause":47,"task":0,"text":"caught"}
{"i":54,"t":200000000,"kind":"task_exited","cause":47,"task":0,"outcome":"ok"}
{"i":55,"t":200000000,"kind":"after_task_step","cause":47,"task":0}
{"i":56,"t":200000000,"kind":"run_finished","cause":54,"outcome":"ok","exception":null}
)json";

}  // namespace cli_test
