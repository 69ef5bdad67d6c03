import ClusterKit
import FoundationEssentials
import JSON
import Multiplexer
import Screen
import Text

extension PanelID {
    static let runningTasks = PanelID("running-tasks")
}

/// The tasks that run, each with how long it does, measured by the time that the last one like it took.
struct RunningTasksPanel: Instrument {
    static let id = PanelID.runningTasks
    let title = "RUNNING"

    func height(in room: ColumnRoom) -> Int? { room.share(1, of: 8, atMost: 6) }

    func note(_ scene: Scene) -> [Span] {
        [Span("\(scene.state.cluster.totals.runningTasks)", scene.ink.accent)]
    }

    /// They are told in seconds.
    func nextTick(in state: AppState, isShown: Bool) -> Duration? {
        isShown && state.cluster.totals.runningTasks > 0 ? .seconds(1) : nil
    }

    func drawInside(_ rect: Rect, into frame: inout Frame, _ scene: Scene) {
        let tasks = scene.state.cluster.snapshot.tasks
        let running = tasks.filter(\.state.isRunning)
        guard !running.isEmpty else {
            return frame.put("nothing runs", in: rect.row(0), style: scene.ink.dim)
        }
        let fits = running.count <= rect.height
        let shown = fits ? running.count : max(0, rect.height - 1)
        for (index, task) in running.prefix(shown).enumerated() {
            draw(task, usual: task.usualLength(among: tasks), into: &frame, rect.row(index), scene)
        }
        if !fits {
            frame.put(
                "\(running.count - shown) more", in: rect.row(rect.height - 1), style: scene.ink.dim)
        }
    }

    private func draw(
        _ task: ClusterTask, usual: Double?, into frame: inout Frame, _ row: Rect, _ scene: Scene
    ) {
        let ink = scene.ink
        let lasted = max(0, scene.now.epoch - task.upid.started.timeIntervalSince1970)
        let time = Format.seconds(Int(saturating: lasted))
        let words = usual.map { "\(time) of \(Format.seconds(Int(saturating: $0)))" } ?? time
        let barWidth = usual == nil ? 0 : 10
        let name = Untrusted(
            task.upid.subject.isEmpty ? task.upid.type : "\(task.upid.type) \(task.upid.subject)"
        )
        .line
        let room = Rect(
            x: row.x, y: row.y, width: max(0, row.width - words.columns - barWidth - 2), height: 1)
        frame.put(name, in: room, style: ink.text, glyphs: scene.glyphs)
        if let usual {
            let bar = Rect(x: room.endX + 1, y: row.y, width: barWidth, height: 1)
            let isLate = lasted > usual * 1.5
            frame.bar(
                min(1, lasted / max(usual, 1)), in: bar, style: isLate ? ink.warning : ink.accent,
                track: ink.track, glyphs: scene.glyphs, clip: row)
        }
        scene.right(&frame, words, in: row, row: 0, style: ink.dim)
    }
}

extension ClusterTask {
    /// How long the last one like it took that went well, in seconds; `nil` where there was none.
    func usualLength(among tasks: [ClusterTask]) -> Double? {
        let before = tasks.first { other in
            other.upid.type == upid.type && other.upid.subject == upid.subject
                && other.upid.node == upid.node && other.state.isSuccess && other.ended != nil
        }
        return before.flatMap { task in task.ended.map { $0.timeIntervalSince(task.upid.started) } }
            .flatMap { $0 > 0 ? $0 : nil }
    }
}
