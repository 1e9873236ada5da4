# Assigning f_lineno from a trace function: where it may go, and what it says otherwise.
import sys
import warnings

warnings.simplefilter("ignore")


def jump(function, start, end):
    first = function.__code__.co_firstlineno
    done = False

    def trace(frame, event, arg):
        nonlocal done
        if frame.f_code is not function.__code__:
            return None
        if event == "line" and not done and frame.f_lineno == first + start:
            done = True
            frame.f_lineno = first + end
        return trace

    output = []
    sys.settrace(trace)
    try:
        function(output)
    except Exception as error:
        output.append(f"{type(error).__name__}: {error}")
    finally:
        sys.settrace(None)
    print(function.__name__, output)


def forward(output):
    output.append(1)
    output.append(2)
    output.append(3)


def out_of_loop(output):
    for i in 1, 2:
        output.append(i)
    output.append(3)


def into_loop(output):
    output.append(1)
    for i in 1, 2:
        output.append(i)


def into_handler(output):
    output.append(1)
    try:
        output.append(2)
    except ValueError:
        output.append(3)


def out_of_handler(output):
    try:
        1 / 0
    except ZeroDivisionError:
        output.append(1)
        output.append(2)
    output.append(sys.exception())


def before(output):
    output.append(1)


def after(output):
    output.append(1)


jump(forward, 1, 3)
jump(forward, 2, 1)
jump(out_of_loop, 2, 3)
jump(into_loop, 1, 3)
jump(into_handler, 1, 5)
jump(out_of_handler, 4, 6)
jump(before, 1, -3)
jump(after, 1, 40)
