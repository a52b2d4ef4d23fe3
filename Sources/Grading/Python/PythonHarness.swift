/// The loop that answers calls in Python; the protocol is documented at `Wire` in ExerciseKit.
///
/// Arguments are fresh copies at every call, scalars are floats, functions are called by position. A learner's print
/// goes to standard output, which the protocol never touches.
enum PythonHarness {
  /// How it ends where NumPy cannot be imported.
  static let noNumPy: Int32 = 86

  static let source = #"""
    import os, sys, struct
    path = sys.argv[1]
    name = os.path.basename(path)
    sys.argv = [name]
    try:
        import numpy as np
    except ImportError:
        os._exit(\#(noNumPy))

    np.seterr(all="ignore")  # extreme probes overflow in right code too
    calls, replies = 3, 4
    word = struct.Struct("<Q")
    codes = {"float64": 0, "float32": 1, "float16": 2, "bool": 4}

    def read(count):
        parts = []
        while count:
            part = os.read(calls, count)
            if not part:
                os._exit(0)
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def write(body):
        view = memoryview(word.pack(len(body)) + body)
        while view:
            view = view[os.write(replies, view):]

    def text(string):
        data = string.encode("utf-8", "replace")
        return word.pack(len(data)) + data + bytes(-len(data) % 8)

    def refuse(status, message, place=""):
        write(word.pack(status) + text(message) + text(place))

    def line_of(error):
        if isinstance(error, SyntaxError) and error.filename == name and error.lineno:
            return "%s:%d" % (name, error.lineno)
        trace, line = error.__traceback__, None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == name:
                line = trace.tb_lineno
            trace = trace.tb_next
        return "%s:%d" % (name, line) if line else ""

    def describe(error):
        kind = type(error).__name__
        if isinstance(error, SyntaxError):
            return "%s: %s" % (kind, error.msg)
        return "%s: %s" % (kind, error) if str(error) else kind

    class Misuse(Exception):
        pass

    def encode(value):
        if value is None:
            raise Misuse("a result is None, not an array")
        try:
            array = np.asarray(value)
        except ValueError:
            raise Misuse("a result is a %s that makes no array" % type(value).__name__)
        if isinstance(value, (bool, int)):
            code = 0
        elif array.dtype.kind in "iu":
            code = 3
        else:
            code = codes.get(array.dtype.name)
        if code is None:
            raise Misuse("a result is a %s of dtype %s, not an array of numbers"
                         % (type(value).__name__, array.dtype))
        head = struct.pack("<%dQ" % (2 + array.ndim), code, array.ndim, *array.shape)
        return head + np.asarray(array, dtype="<f8").tobytes()

    def decode(body):
        position = 0
        def number():
            nonlocal position
            position += 8
            return word.unpack_from(body, position - 8)[0]
        size = number()
        function = body[position:position + size].decode()
        position += (size + 7) // 8 * 8
        cache, keep, arguments = number(), number(), []
        for _ in range(number()):
            number()
            shape = tuple(number() for _ in range(number()))
            count = 1
            for axis in shape:
                count *= axis
            array = np.frombuffer(body, "<f8", count, position).astype(np.float64).reshape(shape)
            position += 8 * count
            arguments.append(array if shape else float(array))
        return function, cache, keep, arguments

    def snapshot(arrays):
        return [a.tobytes() if isinstance(a, np.ndarray) else None for a in arrays]

    def differing(arrays, before):
        return [i for i, a in enumerate(arrays) if before[i] is not None and a.tobytes() != before[i]]

    def answer(body):
        function, cache, keep, arguments = decode(body)
        call = module.__dict__.get(function)
        if not callable(call):
            return refuse(3, "there is no function %s" % function)
        before = snapshot(arguments)
        given = list(arguments)
        forward = None
        if cache:
            kept, forward = caches.pop(cache, (None, None))
            given.append(kept)
        results = call(*given)
        if keep:
            if not isinstance(results, (tuple, list)) or len(results) < 2:
                raise Misuse("returned %s; expected a tuple: the outputs, then the cache"
                             % type(results).__name__)
            if keep > 1:
                # The backward reaches these arrays through the cache, and may change them as little.
                caches[keep] = (results[-1], (arguments, snapshot(arguments)))
            results = results[:-1]
        elif not isinstance(results, tuple):
            results = (results,)
        values = [encode(value) for value in results]
        changed = differing(arguments, before)
        if forward:
            changed += [len(arguments) + i for i in differing(*forward)]
        write(word.pack(0) + word.pack(len(values)) + b"".join(values)
              + word.pack(len(changed)) + b"".join(map(word.pack, changed)))

    caches = {}
    module = type(sys)("submission")
    module.__file__ = name
    sys.modules["submission"] = module
    problem = None
    try:
        with open(path, encoding="utf-8") as file:
            source = file.read()
        exec(compile(source, name, "exec"), module.__dict__)
    except BaseException as error:
        problem = (describe(error), line_of(error))
    while True:
        body = read(word.unpack(read(8))[0])
        if problem:
            refuse(4, *problem)
            continue
        try:
            answer(body)
        except NotImplementedError as error:
            refuse(1, str(error), line_of(error))
        except Misuse as error:
            refuse(2, str(error))
        except BaseException as error:
            refuse(2, describe(error), line_of(error))

    """#
}
