import Glibc

/// Two named pipes between the benchmark and the ``Pourer`` it runs inside a terminal: orders one way, answers
/// the other.
final class OrderLine {
    private let orders: Int32
    /// Becomes readable when an answer came: a number in decimal and a newline.
    let answers: Int32

    static func orders(in folder: String) -> String { folder + "/orders" }
    static func answers(in folder: String) -> String { folder + "/answers" }

    /// Makes the pipes.
    init(in folder: Folder) throws(BenchmarkError) {
        let paths = [Self.orders(in: folder.path), Self.answers(in: folder.path)]
        for path in paths {
            guard mkfifo(path, 0o600) == 0 else { throw .system("make the pipe \(path)", code: errno) }
        }
        // Open for both so that neither side waits for the other.
        orders = open(paths[0], O_RDWR | O_CLOEXEC)
        answers = open(paths[1], O_RDWR | O_CLOEXEC | O_NONBLOCK)
        guard orders >= 0, answers >= 0 else { throw .system("open a pipe", code: errno) }
    }

    deinit {
        close(orders)
        close(answers)
    }

    func give(_ words: String) throws(BenchmarkError) {
        let line = words + "\n"
        guard write(orders, line, line.utf8.count) == line.utf8.count else {
            throw .system("give an order", code: errno)
        }
    }
}
