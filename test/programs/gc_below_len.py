"""A collection inside of what len() and isinstance() call leaves the operands of those below alone."""
import gc


class Sized:
    def __len__(self):
        gc.collect()
        return 3


class Meta(type):
    def __instancecheck__(cls, instance):
        gc.collect()
        return True


class Any(metaclass=Meta):
    pass


class Case:
    def same(self, first, second, third):
        return (type(self).__name__, first, second, third)


def work(case, sized, rounds):
    for i in range(rounds):
        result = case.same(i, len(sized), isinstance(sized, Any))
        if result != ("Case", i, 3, True):
            print("wrong", result)
    return result


print(work(Case(), [1, 2, 3], 30))
print(work(Case(), Sized(), 5))
