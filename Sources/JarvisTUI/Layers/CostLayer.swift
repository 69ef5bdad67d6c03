import AIKit
import Jarvis
import Multiplexer
import Screen
import Text

/// What answers of models cost: today, month and session against their budgets, each of the last days, and each model.
struct CostLayer: Layer {
    /// `nil` while it is added up.
    private let report: CostReport?

    init(_ report: CostReport? = nil) {
        self.report = report
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key {
        case .escape, "q", .backspace, .enter: .close([])
        default: .stay([])
        }
    }

    func box(in state: AppState) -> Rect? {
        guard let report else { return Dialog.box(of: state.size, width: 72, height: 1) }
        let models = min(report.models.count, Self.modelLimit)
        let days = min(report.days.count, Self.dayLimit)
        let height = (report.lines.isEmpty ? 2 : models + days + 7) + bounds(of: report).count
        return Dialog.box(of: state.size, width: 72, height: height)
    }

    private static let modelLimit = 5
    private static let dayLimit = 14
    /// Of the names, where there is room for a bar as well.
    private static let nameWidth = 26
    private static let narrowNameWidth = 10
    private static let wordsWidth = 22

    func draw(into frame: inout Frame, _ scene: Scene) {
        guard let box = box(in: scene.state) else { return }
        let inner = Dialog(scene: scene, title: "WHAT ANSWERS COST").draw(into: &frame, box)
        var rows = inner
        guard let report else { return say("Adding up what answers cost.", in: &rows, &frame, scene) }
        draw(today(of: report), of: share(report.today, of: report.budget), in: &rows, &frame, scene)
        for (name, bound) in bounds(of: report) {
            let entry = Entry(name: name, words: "\(bound.spent) of \(bound.budget)", isBudget: true)
            draw(entry, of: share(bound.spent, of: bound.budget), in: &rows, &frame, scene)
        }
        guard !report.lines.isEmpty else {
            return say("No answer of a model was paid for in the last 30 days.", in: &rows, &frame, scene)
        }
        // On a small screen the oldest days go.
        let models = report.models.prefix(Self.modelLimit)
        let room = max(1, inner.height - models.count - 7 - bounds(of: report).count)
        let days = report.days.suffix(min(Self.dayLimit, room))
        head("By day", in: &rows, &frame, scene)
        for line in days { draw(line, line.day, days.map(\.cost).max(), in: &rows, &frame, scene) }
        head("By model", in: &rows, &frame, scene)
        for line in models {
            draw(line, Untrusted(line.model).line, models.first?.cost, in: &rows, &frame, scene)
        }
        _ = next(&rows)
        say(together(report), in: &rows, &frame, scene)
    }

    /// The times beside the day that have a budget, by what they are called.
    private func bounds(of report: CostReport) -> [(name: String, bound: CostReport.Bounded)] {
        [("This month", report.month), ("This session", report.session)].compactMap { name, bound in
            bound.map { (name, $0) }
        }
    }

    /// A row of a table.
    private struct Entry {
        var name: String
        var words: String
        var isGuess = false
        /// Its bar tells how much of a budget is used.
        var isBudget = false
    }

    private func today(of report: CostReport) -> Entry {
        Entry(name: "Today", words: "\(report.today) of \(report.budget)", isBudget: true)
    }

    private func together(_ report: CostReport) -> String {
        let sum = report.total
        let answers = sum.answers == 1 ? "1 answer" : "\(sum.answers) answers"
        let wasted = sum.wasted == 0 ? "" : ", \(sum.wasted) broke off"
        let guesses = sum.guesses == 0 ? "" : ", \(sum.guesses) of unknown cost"
        return "In 30 days \(sum.cost) for \(answers)\(wasted)\(guesses)"
    }

    private func draw(
        _ line: CostReport.Line, _ name: String, _ most: Micros?, in rows: inout Rect,
        _ frame: inout Frame, _ scene: Scene
    ) {
        let words = "\(line.cost)" + (line.guesses > 0 ? " at most" : "")
        draw(
            Entry(name: name, words: words, isGuess: line.guesses > 0),
            of: share(line.cost, of: most ?? .zero), in: &rows, &frame, scene)
    }

    private func draw(
        _ entry: Entry, of share: Double, in rows: inout Rect, _ frame: inout Frame, _ scene: Scene
    ) {
        guard let row = next(&rows) else { return }
        let ink = scene.ink
        let ground = ink.raised.background
        let width = row.width < 56 ? Self.narrowNameWidth : Self.nameWidth
        let name = entry.name.padded(toColumns: width, ellipsis: scene.glyphs.ellipsis)
        frame.put("\(name) ", in: row, style: ink.raised, glyphs: scene.glyphs)
        let rest = row.splitLeft(width + 1).rest
        let (track, words) = rest.splitLeft(rest.width - Self.wordsWidth)
        let style = entry.isBudget && share >= 0.8 ? ink.warning : ink.accent
        frame.bar(
            share, in: track, style: style.on(ground), track: ink.track.on(ground), glyphs: scene.glyphs,
            clip: row)
        frame.put(
            entry.words, in: words, style: (entry.isGuess ? ink.warning : ink.text).on(ground),
            alignment: .right, glyphs: scene.glyphs)
    }

    private func head(_ title: String, in rows: inout Rect, _ frame: inout Frame, _ scene: Scene) {
        _ = next(&rows)
        guard let row = next(&rows) else { return }
        frame.put(title, in: row, style: scene.ink.dim.on(scene.ink.raised.background), glyphs: scene.glyphs)
    }

    private func say(_ words: String, in rows: inout Rect, _ frame: inout Frame, _ scene: Scene) {
        guard let row = next(&rows) else { return }
        frame.put(words, in: row, style: scene.ink.dim.on(scene.ink.raised.background), glyphs: scene.glyphs)
    }

    private func next(_ rows: inout Rect) -> Rect? {
        guard rows.height > 0 else { return nil }
        let (row, rest) = rows.splitTop(1)
        rows = rest
        return row
    }

    private func share(_ part: Micros, of whole: Micros) -> Double {
        whole > .zero ? min(1, Double(part.rawValue) / Double(whole.rawValue)) : part > .zero ? 1 : 0
    }
}
