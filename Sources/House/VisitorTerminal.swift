import Glibc

/// The terminal of a visitor as the house holds it: two descriptors and the modes it came with.
final class VisitorTerminal {
    let input: Descriptor
    let output: Descriptor
    let hasOwnFlags: Bool
    private let state: TerminalState

    /// Takes over two received descriptors, opened anew where the device allows it.
    ///
    /// - Throws: ``HouseError/noTerminal`` when they are no terminal.
    init(receivedInput: Descriptor, receivedOutput: Descriptor) throws(HouseError) {
        guard isatty(receivedInput.number) == 1, isatty(receivedOutput.number) == 1 else { throw .noTerminal }
        state = try TerminalState(of: receivedOutput.number)
        let own = (
            TerminalState.reopened(receivedInput.number, O_RDWR),
            TerminalState.reopened(receivedOutput.number, O_RDWR)
        )
        if let ownInput = own.0, let ownOutput = own.1 {
            (input, output, hasOwnFlags) = (ownInput, ownOutput, true)
        } else {
            (input, output, hasOwnFlags) = (receivedInput, receivedOutput, false)
        }
    }

    /// Whether the terminal has gone: a closed window, a lost connection, vhangup(2).
    var isHungUp: Bool {
        var polled = pollfd(fd: input.number, events: 0, revents: 0)
        return poll(&polled, 1, 0) == 1 && polled.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Does the front's last duty for a front that cannot.
    func restore() {
        TerminalState.leave(output.number)
        // After a death the terminal came as the house before had it.
        state.typable.restore(on: output.number)
    }
}
