import Screen
import Text

/// Shows an address in full, and asks before a browser gets it.
struct LinkLayer: Layer {
    let address: String
    /// What would open it; `nil` where nothing may.
    let browser: Browser?
    private var choice = YesNo()

    init(address: String, browser: Browser?) {
        self.address = address
        self.browser = AddressScheme.isKnown(address) ? browser : nil
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let browser else { return input.key == nil ? .stay([]) : .close([]) }
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        return .close(isYes ? [.loop(.openAddress(address, browser))] : [])
    }
}

extension LinkLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let width = min(76, max(20, frame.size.width - 8))
        let lines = Untrusted(address).line.wrapped(toColumns: width)
        let words = self.words.wrapped(toColumns: width)
        let dialog = Dialog(scene: scene, title: browser == nil ? "ADDRESS" : "OPEN THIS ADDRESS")
        let room = max(1, frame.size.height - words.count - 7)
        let shown = Array(lines.prefix(room))
        let inner = dialog.draw(into: &frame, width: width, height: shown.count + words.count + 3)
        for (index, line) in shown.enumerated() {
            frame.put(
                line, in: inner.row(index), style: ink.code.on(ink.raised.background), glyphs: scene.glyphs)
        }
        for (index, line) in words.enumerated() {
            frame.put(line, in: inner.row(shown.count + 1 + index), style: ink.raised, glyphs: scene.glyphs)
        }
        let last = inner.row(inner.height - 1)
        guard browser != nil else {
            return frame.put(
                "any key closes", in: last, style: ink.dim.on(ink.raised.background), alignment: .center,
                glyphs: scene.glyphs)
        }
        dialog.buttons(&frame, in: last, no: "No", yes: "Open", isYes: choice.isYes)
    }

    private var words: String {
        if let browser { return "It was copied. \(Untrusted(browser.words[0]).line) would get it." }
        return AddressScheme.isKnown(address)
            ? "It was copied; there is no desktop here to open it on."
            : "It was copied; addresses of this kind are not opened from here."
    }
}
