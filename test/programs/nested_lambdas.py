"""Functions nested as deep as the parser lets them be compiled and called."""
for depth in 100, 1000, 2000:
    function = eval("lambda: " * depth + "'innermost'")
    for _ in range(depth):
        function = function()
    print(depth, function)

try:
    compile("lambda: " * 3000 + "1", "<test>", "exec")
except MemoryError as error:
    print(error)
