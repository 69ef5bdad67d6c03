import ClusterKit
import JSON
import Multiplexer
import Screen
import Settings
import Text

extension PanelID {
    static let hud = PanelID("hud")
}

/// The heads-up display: the cluster as a ring of its nodes around the one word that counts, with the figures beside
/// it; in the mode that has no pictures all of it in words.
struct HudPanel: Panel {
    static let id = PanelID.hud
    let title = "HUD"
    let column = Column.jarvis
    let takesKeys = false

    /// What goes round does so while somebody is there, and hardly when nobody is.
    func nextTick(in state: AppState, isShown: Bool) -> Duration? {
        guard isShown, state.mode == .jarvis else { return nil }
        return state.now.instant - state.lastKey.instant < .seconds(60) ? .milliseconds(200) : .seconds(2)
    }

    /// It gives way where the column is low, and grows where it is high.
    func height(in room: ColumnRoom) -> Int? {
        switch room.height {
        case 70...: 19
        case 44...: 15
        case 34...: 11
        default: 0
        }
    }

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let health = Health(scene.state)
        var scene = scene
        scene.ink.isAged = health.isOld
        let isIncident = health.severity == .critical
        let note = isIncident ? [Span("\(scene.glyphs[.critical]) INCIDENT", scene.ink.critical.bold)] : []
        let inner = scene.panel(&frame, rect, title, isFocused: false, note: note).inset(dx: 1, dy: 0)
        guard scene.state.mode != .minimal else {
            return HudWords(scene: scene, health: health).draw(into: &frame, inner)
        }
        let parts = Parts(inner, hud: scene.state.house.hud)
        switch scene.state.house.hud {
        case .reactor: Reactor(scene: scene, health: health).draw(into: &frame, parts.middle)
        case .globe: GlobeDrawing(scene: scene).draw(into: &frame, parts.middle)
        case .off: break
        }
        let namesRing = scene.state.house.hud == .reactor && parts.middle.width > 0 && parts.right.width == 0
        let side = HudSide(scene: scene, health: health, namesRing: namesRing)
        if isIncident, parts.left.width >= Self.leastIncident {
            side.drawIncident(into: &frame, parts.left)
        } else {
            side.draw(into: &frame, parts.left)
        }
        HudLoads(scene: scene).draw(into: &frame, parts.right)
    }

    /// Columns that sentences need.
    private static let leastIncident = 18

    /// The figures left, the picture in the middle, the loads right; the picture gives way before the figures do.
    struct Parts {
        var left: Rect
        var middle: Rect
        var right: Rect

        /// Columns that a side needs to say anything.
        static let leastSide = 16

        init(_ inner: Rect, hud: InterfaceSettings.Hud) {
            let picture = hud == .off ? 0 : inner.height * 2
            let gaps = picture > 0 ? 4 : 2
            let sides = inner.width - picture - gaps
            if sides >= 2 * Self.leastSide {
                let width = min(sides / 2, 34)
                let spare = sides - 2 * width
                left = Rect(x: inner.x, y: inner.y, width: width + spare / 2, height: inner.height)
                middle = Rect(x: left.endX + 2, y: inner.y, width: picture, height: inner.height)
                right = Rect(
                    x: inner.endX - width, y: inner.y, width: width, height: inner.height)
            } else if sides >= Self.leastSide {
                left = Rect(x: inner.x, y: inner.y, width: sides + 1, height: inner.height)
                middle = Rect(x: left.endX + 2, y: inner.y, width: picture, height: inner.height)
                right = Rect(x: inner.endX, y: inner.y, width: 0, height: inner.height)
            } else {
                let half = (inner.width - 2) / 2
                let isWide = half >= Self.leastSide
                left = Rect(x: inner.x, y: inner.y, width: isWide ? half : inner.width, height: inner.height)
                middle = Rect(x: left.endX, y: inner.y, width: 0, height: inner.height)
                right = Rect(
                    x: inner.endX - (isWide ? half : 0), y: inner.y, width: isWide ? half : 0,
                    height: inner.height)
            }
        }
    }
}
