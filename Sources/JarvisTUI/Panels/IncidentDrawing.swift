import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

/// Turns what Jarvis tells unasked into lines: a card while it stands, one line when it is over.
struct IncidentDrawing {
    let scene: Scene
    let width: Int

    private var ink: Ink { scene.ink }

    func lines(_ incident: Incident) -> [[Span]] {
        let finding = incident.finding
        let times = incident.times(scene.state.wallClock, seenAt: scene.now.epoch)
        guard incident.stands else {
            // When it was is told whole: of the words the end goes.
            let words = Untrusted(finding.text).line.clipped(
                toColumns: max(0, width - times.columns - 4), ellipsis: scene.glyphs.ellipsis)
            return [[Span("\(scene.glyphs[.done]) ", ink.dim), Span("\(words)  \(times)", ink.dim)]]
        }
        let isKnown = isKnown(finding)
        let style = isKnown ? ink.severity(finding.severity, on: ink.text) : ink.unknown
        let sign = scene.glyphs[isKnown ? finding.severity.symbol : .unknown]
        let since = "\(finding.isEvent ? "at" : finding.since == nil ? "noticed" : "since") \(times)"
        var head = wrapped(finding.text, style.bold)
        head[0][0] = Span("\(sign) ", style.bold)
        let used = head[0].reduce(0) { $0 + $1.columns }
        if head.count == 1, used + since.columns + 2 <= width {
            head[0].append(Span("  \(since)", ink.dim))
        } else {
            head += wrapped(since, ink.dim)
        }
        guard isKnown else { return head + wrapped("Nobody tells of it just now.", ink.unknown) }
        let silence = scene.state.house.silence.end(
            finding.key, in: scene.state.chat.cluster, at: scene.now.epoch)
        if let silence {
            let end = scene.state.wallClock.minutes(silence)
            return head + wrapped("Silent until \(end), as you wished.", ink.dim)
        }
        guard isOpen(incident) else { return head }
        let facts =
            [finding.detail.map { Untrusted($0).line } ?? ""].filter { !$0.isEmpty }
            + finding.circumstances(in: scene.state.cluster.believed, near: scene.state.near).map(\.sentence)
        return [[]] + head + evidence(incident) + facts.flatMap { wrapped($0, ink.dim) }
            + wrapped(finding.remedy.sentence, ink.text) + keys(incident)
    }

    /// The hour before it, in small.
    private func evidence(_ incident: Incident) -> [[Span]] {
        guard let evidence = incident.evidence.flatMap(Evidence.init) else { return [] }
        let end = "to \(scene.state.near(evidence.end))"
        let columns = min(24, (width - 2 - end.columns) / evidence.lines.count - 11)
        guard columns >= 6 else { return [] }
        let graphs = evidence.lines.flatMap { line in
            let style = ink.level(line.last, line.threshold)
            return [
                Span("\(line.name) ", ink.faint),
                Span(scene.glyphs.sparkline(line.shares, columns: columns), style),
                Span(" \(Format.percent(line.last).trimmed)  ", style),
            ]
        }
        return [[Span("  ", ink.dim)] + graphs + [Span(end, ink.faint)]]
    }

    /// Somebody tells of it still.
    private func isKnown(_ finding: HealthFinding) -> Bool {
        let pane = scene.state.cluster
        guard pane.snapshot.leavesOpen(finding.key, at: scene.now.instant) else { return true }
        return Judgement(of: pane.diagnosis, silent: pane.silent, at: scene.now.instant).findings.contains {
            $0.key == finding.key
        }
    }

    /// What is critical is told in full, and of anything else the newest.
    private func isOpen(_ incident: Incident) -> Bool {
        incident.finding.severity == .critical || incident == newest
    }

    private var newest: Incident? {
        scene.state.chat.entries.last { $0.content.standingIncident != nil }?.content.standingIncident
    }

    /// The key that leads to what can be done, once.
    private func keys(_ incident: Incident) -> [[Span]] {
        guard incident == newest else { return [] }
        let isFocused = scene.state.focus == .chat
        let key = isFocused ? Key.enter.label : scene.state.catalog.label(of: "amiss")
        guard let key else { return [] }
        let hints = AmissActs(finding: incident.finding, state: scene.state).helping
        let then = hints.isEmpty ? "" : ", then"
        let lead = [
            Span(key, ink.accent.bold),
            Span(isFocused ? " on the empty line: what helps\(then)" : " what helps\(then)", ink.dim),
        ]
        let acts = hints.enumerated().map { index, hint in
            let name = hint.name.prefix(1).lowercased() + hint.name.dropFirst()
            let separator = index == 0 ? [] : [Span("\(scene.glyphs[.separator]) ", ink.faint)]
            return separator + [Span(hint.label, ink.accent.bold), Span(" \(name)", ink.dim)]
        }
        return flowing([lead] + acts)
    }

    /// Parts beside each other as far as they fit, none of them torn.
    private func flowing(_ parts: [[Span]]) -> [[Span]] {
        func columns(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + $1.columns } }
        return parts.reduce(into: [[Span]]()) { lines, part in
            if let last = lines.indices.last, columns(lines[last]) + 1 + columns(part) <= width {
                lines[last] += [Span(" ")] + part
            } else {
                lines.append([Span("  ")] + part)
            }
        }
    }

    private func wrapped(_ text: String, _ style: Style) -> [[Span]] { text.indented(in: width, style) }
}

extension String {
    /// With a capital at its beginning and a full stop.
    var sentence: String { prefix(1).uppercased() + dropFirst() + "." }

    /// The text, which may come from outside, in lines below a sign of a column and a blank, as the chat has them.
    func indented(in width: Int, _ style: Style) -> [[Span]] {
        Untrusted(self).line.wrapped(toColumns: max(8, width - 2)).map {
            [Span("  ", style), Span($0, style)]
        }
    }
}
