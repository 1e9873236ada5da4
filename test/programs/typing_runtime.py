"""typing and annotations at run time: aliases, generics, protocols, overloads, lazy annotations, type parameters."""

import annotationlib
import collections.abc
import inspect
import types
import typing
from typing import Annotated, Any, Callable, ClassVar, Final, ForwardRef, Generic, Literal, NamedTuple, NewType, Optional, ParamSpec, Protocol, Required, Self, TypedDict, TypeVar, TypeVarTuple, Union, Unpack, cast, final, get_args, get_origin, get_overloads, get_type_hints, overload, override, runtime_checkable

T = TypeVar("T", bound=int)
K = TypeVar("K", covariant=True)
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
for alias in [list[int], dict[str, list[int]], Optional[int], Union[int, str, int], int | None, Callable[[int, str], bool], Callable[..., T], Literal["a", 1], Annotated[int, "meta"], tuple[int, ...], tuple[()], ClassVar[int], type[T], Union[int], list[T] | None, Any, typing.List[int], typing.Dict, collections.abc.Iterable[str], Callable[P, int], tuple[Unpack[Ts]], ForwardRef("X"), typing.NoReturn, Final[int]]:
    print(repr(alias), "|", get_origin(alias), get_args(alias))
print(list[T][int], dict[T, K][int, str], (list[T] | dict[K, T])[int, str], Callable[P, T][[str], int], tuple[int, *Ts][str, bool], Optional[None], Literal[1, 1, True], Union[int, bool] == Union[bool, int], hash(list[int]) == hash(list[int]), int | str == Union[int, str], isinstance(3, int | str), issubclass(bool, Union[int, str]))


class Box(Generic[T]):
    item: T
    count: ClassVar[int] = 0

    def __init__(self, item: "T") -> None:
        self.item = item

    def get(self: Self) -> "Box[int]":
        return self


class Pair[A, B: (int, str), *Rest, **Q](Box[A]):
    def swap[C](self, other: C) -> tuple[B, C]: ...


@runtime_checkable
class Closeable(Protocol):
    name: str

    def close(self) -> None: ...


class File:
    name = "f"

    def close(self):
        pass


class Movie(TypedDict, total=False):
    title: Required[str]
    year: int


class Employee(NamedTuple):
    """An employee."""

    name: str
    id: int = 3


UserId = NewType("UserId", int)
type Tree[X] = X | list[Tree[X]]
type Recursive = dict[str, Recursive]


@overload
def process(x: int) -> int: ...
@overload
def process(x: str) -> str: ...
def process(x):
    return x


@final
class Sealed:
    @override
    def __repr__(self):
        return "sealed"


def later(a: Undefined, b: list[Undefined] = None, *args: int, c: "str", **kw: Later) -> Missing | None: ...


print(Box[int], Box[int](3).item, Box.__parameters__, Box[int].__origin__, Box[bool](True).__orig_class__, Pair.__type_params__, Pair.__orig_bases__, Pair.__mro__[1:3])
print([(p, type(p).__name__) for p in Pair.__type_params__], Pair.__type_params__[1].__constraints__, Pair.__type_params__[1].__default__, Pair.swap.__type_params__, Pair.__type_params__[0].__bound__)
print(Tree, Tree[int], Tree.__value__, Tree.__type_params__, Tree[int].__args__, Recursive.__value__, type(Recursive))
print(isinstance(File(), Closeable), isinstance(3, Closeable), Closeable.__protocol_attrs__ == {"name", "close"}, UserId(5), UserId, UserId.__supertype__, Movie.__required_keys__, Movie.__optional_keys__, Movie(title="x"), Employee("Bob"), Employee._field_defaults, Employee.__doc__, Employee.__annotations__)
print(get_type_hints(Box), get_type_hints(Box.__init__), get_type_hints(Movie), get_type_hints(Employee), get_type_hints(Box.get))
print(len(get_overloads(process)), Sealed.__final__, Sealed.__repr__.__override__, cast(int, "x"), typing.assert_type(1, int), typing.is_typeddict(Movie), typing.get_protocol_members(Closeable) == {"name", "close"})
print(annotationlib.get_annotations(later, format=annotationlib.Format.STRING))
print(annotationlib.get_annotations(later, format=annotationlib.Format.FORWARDREF)["a"].__forward_arg__, inspect.signature(later, annotation_format=annotationlib.Format.STRING))
try:
    later.__annotations__
except NameError as error:
    print(error)
Undefined = Later = Missing = int
print(later.__annotations__, later.__annotate__(1)["a"])


def example[T: int](a, /, b: T, *rest: str, c: float = 1.5, **kw) -> list[T]:
    x: int = 5
    return [x]


sig = inspect.signature(example)
print(sig, [(p.name, p.kind.name, p.default is p.empty) for p in sig.parameters.values()], sig.return_annotation)
bound = sig.bind(1, 2, "x", c=3, z=4)
bound.apply_defaults()
print(bound.arguments, bound.args, bound.kwargs, sig.replace(return_annotation=int), inspect.getfullargspec(lambda a, b=1, *c, d, e=2: 0))
for action in [lambda: T(), lambda: list[int]()[0], lambda: Union[()], lambda: Literal(), lambda: Optional[int, str], lambda: Box[int, str], lambda: Generic[int], lambda: isinstance([], list[int]), lambda: issubclass(int, Literal[1]), lambda: Callable[int], lambda: Box[str], lambda: Closeable(), lambda: types.UnionType[int], lambda: sig.bind(1), lambda: sig.bind(1, 2, b=3), lambda: NewType("N", int)("x", 2), lambda: int | "str", lambda: TypeVar("T", int), lambda: Tree[int, str], lambda: Annotated[int], lambda: Any(), lambda: class_getitem_missing[int]]:
    try:
        print(action())
    except (TypeError, IndexError, NameError) as error:
        print(type(error).__name__, "|", error)
