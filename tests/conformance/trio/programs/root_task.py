# rules: F2 A8
import trio


async def main():
    root = trio.lowlevel.current_root_task()
    print(root.name, root.parent_nursery, len(root.child_nurseries))
    task = trio.lowlevel.current_task()
    print(task.parent_nursery.parent_task is root, task.parent_nursery in root.child_nurseries)
    print([[child.name for child in nursery.child_tasks] for nursery in root.child_nurseries])


trio.run(main)
