"""An AttributeError from within an access gets the name and the object of the access, from which suggestions are made."""
import operator
import types


class Getter:
    kept = 1

    @property
    def kapt(self):
        raise AttributeError("getter")

    @property
    def inner(self):
        return self.kopt


class Override:
    def __getattribute__(self, name):
        raise AttributeError("override")


class Hook:
    @property
    def value(self):
        raise AttributeError("getter")

    def __getattr__(self, name):
        raise AttributeError("hook")


class Descriptor:
    def __get__(self, object, owner):
        raise AttributeError("descriptor")


class Holder:
    descriptor = Descriptor()


class Named:
    @property
    def value(self):
        raise AttributeError("named", name="own", obj=1)


module = types.ModuleType("module")


def module_getattr(name):
    raise AttributeError("module")


module.__getattr__ = module_getattr


def show(access):
    try:
        access()
    except AttributeError as error:
        print(error, error.name, type(error.obj).__name__)


getter, override, hook, holder = Getter(), Override(), Hook(), Holder()
show(lambda: getter.kapt)
show(lambda: getter.inner)
show(lambda: override.any)
show(lambda: hook.value)
show(lambda: holder.descriptor)
show(lambda: Holder.descriptor)
show(lambda: module.missing)
show(lambda: Named().value)
show(lambda: getattr(getter, "kapt"))
show(lambda: getattr(override, "any"))
show(lambda: operator.attrgetter("kapt")(getter))
show(lambda: getter.kapt())  # methods are looked up without it
show(lambda: override.any())
show(lambda: hook.any())
show(lambda: Getter.kapt.fget(getter))
print(hasattr(getter, "kapt"), getattr(getter, "kapt", "default"))
getter.kapt
