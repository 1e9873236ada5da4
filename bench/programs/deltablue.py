"""One-way constraints kept satisfied in order of strength: polymorphic methods over graphs of small objects."""

SIZE = 400

REQUIRED, STRONG, MEDIUM, WEAK = range(4)
LOWEST = 9


class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.strength = LOWEST
        self.stay = True
        self.mark = 0


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def connect(self, planner):
        for variable in self.variables():
            variable.constraints.append(self)
        planner.incremental_add(self)

    def satisfy(self, mark, planner):
        self.choose(mark)
        if not self.satisfied():
            if self.strength == REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        for variable in self.inputs():
            variable.mark = mark
        output = self.output()
        overridden = output.determined_by
        if overridden is not None:
            overridden.give_up()
        output.determined_by = self
        planner.add_propagate(self, mark)
        output.mark = mark
        return overridden

    def inputs_known(self, mark):
        for variable in self.inputs():
            if not (variable.mark == mark or variable.stay or variable.determined_by is None):
                return False
        return True

    def is_input(self):
        return False


class Unary(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.target = variable
        self.active = False
        self.connect(planner)

    def variables(self):
        return (self.target,)

    def inputs(self):
        return ()

    def output(self):
        return self.target

    def satisfied(self):
        return self.active

    def give_up(self):
        self.active = False

    def choose(self, mark):
        self.active = self.target.mark != mark and self.strength < self.target.strength

    def recalculate(self):
        self.target.strength = self.strength
        self.target.stay = not self.is_input()
        if self.target.stay:
            self.execute()

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Binary(Constraint):
    def __init__(self, first, second, strength, planner):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = 0
        self.connect(planner)

    def variables(self):
        return (self.first, self.second)

    def inputs(self):
        return (self.first,) if self.direction > 0 else (self.second,)

    def output(self):
        return self.second if self.direction > 0 else self.first

    def satisfied(self):
        return self.direction != 0

    def give_up(self):
        self.direction = 0

    def choose(self, mark):
        first, second, strength = self.first, self.second, self.strength
        if first.mark == mark:
            self.direction = 1 if second.mark != mark and strength < second.strength else 0
        elif second.mark == mark:
            self.direction = -1 if strength < first.strength else 0
        elif first.strength > second.strength:
            self.direction = -1 if strength < first.strength else 0
        else:
            self.direction = 1 if strength < second.strength else 0

    def recalculate(self):
        source = self.inputs()[0]
        output = self.output()
        output.strength = max(self.strength, source.strength)
        output.stay = source.stay
        if output.stay:
            self.execute()


class Equal(Binary):
    def execute(self):
        self.output().value = self.inputs()[0].value


class Scale(Binary):
    def __init__(self, source, scale, offset, target, strength, planner):
        self.scale = scale
        self.offset = offset
        super().__init__(source, target, strength, planner)

    def variables(self):
        return (self.first, self.second, self.scale, self.offset)

    def inputs(self):
        return (self.first if self.direction > 0 else self.second, self.scale, self.offset)

    def execute(self):
        if self.direction > 0:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value


class Planner:
    def __init__(self):
        self.current = 0

    def new_mark(self):
        self.current += 1
        return self.current

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        output = constraint.output()
        constraint.give_up()
        for variable in constraint.variables():
            variable.constraints.remove(constraint)
        output.determined_by = None
        output.strength = LOWEST
        output.stay = True
        unsatisfied = []
        todo = [output]
        while todo:
            variable = todo.pop()
            for each in variable.constraints:
                if not each.satisfied():
                    unsatisfied.append(each)
                elif each is not variable.determined_by:
                    each.recalculate()
                    todo.append(each.output())
        for each in sorted(unsatisfied, key=lambda item: item.strength):
            self.incremental_add(each)

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            each = todo.pop()
            each.recalculate()
            output = each.output()
            todo.extend([c for c in output.constraints if c is not output.determined_by and c.satisfied()])

    def plan_from(self, sources):
        mark = self.new_mark()
        plan = []
        todo = list(sources)
        while todo:
            constraint = todo.pop()
            output = constraint.output()
            if output.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                output.mark = mark
                todo.extend([c for c in output.constraints if c is not output.determined_by and c.satisfied()])
        return plan


def change(planner, variable, value):
    edit = Edit(variable, STRONG, planner)
    plan = planner.plan_from([edit] if edit.satisfied() else [])
    for i in range(10):
        variable.value = value + i
        for constraint in plan:
            constraint.execute()
    planner.incremental_remove(edit)


def chain(length):
    planner = Planner()
    variables = [Variable(f"v{i}", i) for i in range(length)]
    for first, second in zip(variables, variables[1:]):
        Equal(first, second, REQUIRED, planner)
    Stay(variables[-1], MEDIUM, planner)
    change(planner, variables[0], 17)
    return variables[-1].value


def projection(length):
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    targets = []
    for i in range(length):
        source = Variable(f"source{i}", i)
        target = Variable(f"target{i}", i)
        Stay(source, MEDIUM, planner)
        Scale(source, scale, offset, target, REQUIRED, planner)
        targets.append(target)
    change(planner, scale, 5)
    change(planner, offset, 300)
    return sum(target.value for target in targets)


def main(n):
    return chain(n * 4) * 100_000 + projection(n * 2)
