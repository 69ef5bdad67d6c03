import AIKit
import Multiplexer
import Screen
import Text

/// The last request to a model as it left: to whom, how large, what was left out and kept back, and all that was said.
struct SentLayer: PageLayer {
    let cluster: String
    /// `nil` while it is asked for, and inside of that where nothing was sent.
    private let request: SentRequest??
    var scroll = 0
    let laidOut = KeptLines()

    init(_ cluster: String, _ request: SentRequest?? = nil) {
        self.cluster = cluster
        self.request = request
    }

    func title(in scene: Scene) -> String { "WHAT WAS SENT" }

    func note(in scene: Scene) -> [Span] {
        guard case .some(.some(let request)) = request else { return [] }
        return [Span(request.isLocal ? "your network" : "cloud", scene.ink.accent)]
    }

    func lines(in scene: Scene, width: Int) -> [[Span]] {
        guard let known = request else { return [[Span("Asking the butler.", scene.ink.dim)]] }
        guard let request = known else {
            let words = "Nothing was sent to a model since Jarvis began; rules are sent nothing."
            return words.wrapped(toColumns: width).map { [Span($0, scene.ink.dim)] }
        }
        return SentDrawing(scene: scene, width: width).lines(request)
    }
}
