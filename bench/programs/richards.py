"""An operating system's scheduler in miniature: tasks with priorities pass packets; method calls and attributes of many classes."""

SIZE = 40

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE, KIND_WORK = 0, 1


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, system, ident, priority, queue):
        self.system = system
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.holding = False
        self.waiting = queue is None
        system.add(self)

    def runnable(self):
        if self.holding:
            return False
        return not self.waiting or self.queue is not None

    def accept(self, packet):
        self.queue = packet.append_to(self.queue)
        self.waiting = False

    def step(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            packet.link = None
        self.run(packet)

    def wait(self):
        self.waiting = True


class IdleTask(Task):
    def __init__(self, system, ident, count):
        self.control = 1
        self.count = count
        super().__init__(system, ident, 0, None)
        self.waiting = False

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            self.holding = True
        elif self.control & 1:
            self.control = self.control >> 1 ^ 0xD008
            self.system.release(DEVICE_B)
        else:
            self.control >>= 1
            self.system.release(DEVICE_A)


class WorkTask(Task):
    def __init__(self, system, ident, priority, queue):
        self.destination = HANDLER_A
        self.letter = 0
        super().__init__(system, ident, priority, queue)

    def run(self, packet):
        if packet is None:
            self.wait()
            return
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(4):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.data[i] = 64 + self.letter
        self.system.send(packet, self)


class HandlerTask(Task):
    def __init__(self, system, ident, priority, queue, device):
        self.device = device
        self.work = None
        self.devices = None
        super().__init__(system, ident, priority, queue)

    def run(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            self.wait()
        elif work.datum >= 4:
            self.work = work.link
            work.ident = WORKER
            self.system.send(work, self)
        elif self.devices is None:
            self.wait()
        else:
            device = self.devices
            self.devices = device.link
            device.datum = work.data[work.datum]
            work.datum += 1
            device.ident = self.device
            self.system.send(device, self)


class DeviceTask(Task):
    def __init__(self, system, ident, priority, handler):
        self.pending = None
        self.handler = handler
        super().__init__(system, ident, priority, None)

    def run(self, packet):
        if packet is None:
            if self.pending is None:
                self.wait()
            else:
                done = self.pending
                self.pending = None
                done.ident = self.handler
                self.system.send(done, self)
        else:
            self.pending = packet
            self.system.trace(packet.datum)
            self.holding = True


class System:
    def __init__(self):
        self.tasks = []
        self.by_ident = {}
        self.packets = 0
        self.holds = 0
        self.traced = 0

    def add(self, task):
        self.by_ident[task.ident] = task
        self.tasks.append(task)
        self.tasks.sort(key=lambda each: -each.priority)

    def release(self, ident):
        self.by_ident[ident].holding = False

    def send(self, packet, sender):
        self.packets += 1
        target = self.by_ident[packet.ident]
        packet.ident = sender.ident
        target.accept(packet)

    def trace(self, datum):
        self.traced = (self.traced * 3 + datum) & 0xFFFFFF

    def schedule(self):
        steps = 0
        while True:
            for task in self.tasks:
                if task.runnable():
                    task.step()
                    steps += 1
                    if task.holding:
                        self.holds += 1
                    break
            else:
                return steps


def main(n):
    result = 0
    for _ in range(n):
        system = System()
        IdleTask(system, IDLE, 300)
        queue = Packet(Packet(None, WORKER, KIND_WORK), WORKER, KIND_WORK)
        WorkTask(system, WORKER, 1000, queue)
        for ident, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
            queue = None
            for _ in range(3):
                queue = Packet(queue, device, KIND_DEVICE)
            HandlerTask(system, ident, priority, queue, device)
        DeviceTask(system, DEVICE_A, 4000, HANDLER_A)
        DeviceTask(system, DEVICE_B, 5000, HANDLER_B)
        steps = system.schedule()
        result = (result + steps * 7 + system.packets * 5 + system.holds * 3 + system.traced) & 0xFFFFFF
    return result
