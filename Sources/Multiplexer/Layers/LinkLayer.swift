import Screen
import Text

/// Shows an address in full, and asks before a browser gets it.
package struct LinkLayer: CardLayer {
    package let address: String
    /// What would open it; `nil` where nothing may.
    package let browser: Browser?
    package var reading = CardReading()

    package init(address: String, browser: Browser?) {
        self.address = address
        self.browser = AddressScheme.isKnown(address) ? browser : nil
    }

    package var urgency: QuestionUrgency { .atOnce }
    package var headline: String { "Open an address?" }

    package func answered(_ isYes: Bool) -> LayerOutcome {
        guard isYes, let browser else { return .close([]) }
        return .close([.screen(.openAddress(address, browser))])
    }

    package func sheet(width: Int, in state: AppState) -> CardSheet {
        let rows =
            CardRow.wrapped(address, .code, width: width) + [.blank]
            + CardRow.wrapped(words, .plain, width: width)
        let isAsking = browser != nil
        return CardSheet(
            title: isAsking ? "OPEN THIS ADDRESS" : "ADDRESS", rows: rows, essential: min(rows.count, 3),
            no: isAsking ? "No" : "Close", yes: isAsking ? "Open" : "", care: .oneKey)
    }

    private var words: String {
        if let browser { return "It was copied. \(Untrusted(browser.words[0]).line) would get it." }
        return AddressScheme.isKnown(address)
            ? "It was copied; there is no desktop here to open it on."
            : "It was copied; addresses of this kind are not opened from here."
    }
}
