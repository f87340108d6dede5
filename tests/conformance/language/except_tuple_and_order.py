def f(x):
    try:
        raise x
    except (KeyError, IndexError) as e:
        return "lookup", repr(e)
    except LookupError:
        return "other lookup"
    except Exception as e:
        return "any", type(e).__name__
    except:
        return "bare"
print(f(KeyError("k")), f(IndexError()), f(LookupError()), f(ValueError()), f(KeyboardInterrupt()))
