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
        let times = incident.times(scene.state.wallClock, seenAt: scene.now.epoch)
        guard incident.stands else {
            // When it was is told whole: of the words the end goes.
            let words = Untrusted(incident.text).line.clipped(
                toColumns: max(0, width - times.columns - 4), ellipsis: scene.glyphs.ellipsis)
            return [[Span("\(scene.glyphs[.done]) ", ink.dim), Span("\(words)  \(times)", ink.dim)]]
        }
        let isKnown = isKnown(incident)
        let style = isKnown ? ink.severity(incident.severity, on: ink.text) : ink.unknown
        let sign = scene.glyphs[isKnown ? incident.severity.symbol : .unknown]
        let since = "\(incident.beginning) \(times)"
        var head = wrapped(incident.text, style.bold)
        head[0][0] = Span("\(sign) ", style.bold)
        let used = head[0].reduce(0) { $0 + $1.columns }
        if head.count == 1, used + since.columns + 2 <= width {
            head[0].append(Span("  \(since)", ink.dim))
        } else {
            head += wrapped(since, ink.dim)
        }
        guard isKnown else { return head + wrapped("Nobody tells of it just now.", ink.unknown) }
        if let silence = silence(of: incident) {
            let end = scene.state.wallClock.minutes(silence)
            return head + wrapped("Silent until \(end), as you wished.", ink.dim)
        }
        guard isOpen(incident) else { return head }
        return [[]] + head + evidence(incident) + facts(incident).flatMap { wrapped($0, ink.dim) }
            + wrapped(incident.lead.remedy.sentence, ink.text) + keys(incident)
    }

    /// What else is known of it; of several what holds of all.
    private func facts(_ incident: Incident) -> [String] {
        let details = Set(incident.told.map(\.detail))
        let detail = details.count == 1 ? incident.lead.detail.map { Untrusted($0).line } : nil
        let circumstances = incident.only?.circumstances(
            in: scene.state.cluster.believed, near: scene.state.near)
        return [detail ?? ""].filter { !$0.isEmpty } + (circumstances ?? []).map(\.sentence)
    }

    /// Until when nobody wants to hear of any of it; `nil` where somebody does.
    private func silence(of incident: Incident) -> Double? {
        let ends = incident.told.compactMap {
            scene.state.house.silence.end($0.key, in: scene.state.chat.cluster, at: scene.now.epoch)
        }
        return ends.count == incident.told.count ? ends.min() : nil
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
    private func isKnown(_ incident: Incident) -> Bool {
        let pane = scene.state.cluster
        let keys = Set(incident.told.map(\.key))
        guard keys.allSatisfy({ pane.snapshot.leavesOpen($0, at: scene.now.instant) }) else { return true }
        return Judgement(of: pane.diagnosis, silent: pane.silent, at: scene.now.instant).findings.contains {
            keys.contains($0.key)
        }
    }

    /// What is critical is told in full, and of anything else the newest.
    private func isOpen(_ incident: Incident) -> Bool {
        incident.severity == .critical || incident == newest
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
        let hints = incident.only.map { AmissActs(finding: $0, state: scene.state).helping } ?? []
        let then = hints.isEmpty ? "" : ", then"
        let lead = [
            Span(key, ink.accent.bold),
            Span(isFocused ? " on the empty line: what helps\(then)" : " what helps\(then)", ink.dim),
        ]
        let acts = hints.map { hint in
            let name = hint.name.prefix(1).lowercased() + hint.name.dropFirst()
            return [Span(hint.label, ink.accent.bold), Span(" \(name)", ink.dim)]
        }
        return flowing(lead, acts)
    }

    /// Parts beside each other as far as they fit, none of them torn; what parts them never begins a line.
    private func flowing(_ lead: [Span], _ parts: [[Span]]) -> [[Span]] {
        func columns(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + $1.columns } }
        let separator = Span(" \(scene.glyphs[.separator]) ", ink.faint)
        return parts.enumerated().reduce(into: [[Span("  ")] + lead]) { lines, entry in
            let (index, part) = entry
            let last = lines.count - 1
            let link = index == 0 ? Span(" ") : separator
            if columns(lines[last]) + link.columns + columns(part) <= width {
                lines[last] += [link] + part
            } else {
                lines.append([Span("  ")] + part)
            }
        }
    }

    private func wrapped(_ text: String, _ style: Style) -> [[Span]] { text.indented(in: width, style) }
}

extension Incident {
    /// What stands before when it began.
    fileprivate var beginning: String {
        lead.isEvent ? "at" : lead.since == nil ? "noticed" : "since"
    }
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
