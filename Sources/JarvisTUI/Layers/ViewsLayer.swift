import Multiplexer
import Screen
import Text

/// The kept views of the cluster's column, to choose from.
struct ViewsLayer: ChoosingLayer {
    var chooser: Chooser

    init(_ state: AppState) {
        let names = state.house.views.all.map(\.name)
        let current = state.house.views.name(of: state.cluster.view).flatMap(names.firstIndex)
        chooser = Chooser(.plain, selected: current ?? 0)
    }

    func hints(in state: AppState) -> [KeyHint] {
        let catalog = state.catalog
        let chosen = selected(in: state).map { name in
            catalog.hint([ListAction.choose], "Use it")
                + catalog.hint([ViewsAction.delete], "Delete \(name)")
        }
        return (chosen ?? []) + catalog.hint([ViewsAction.keep], "Keep the present one")
            + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let views = state.house.views.all
        let opening = state.catalog.keys(of: "cluster.views")
        switch chooser.handle(input.key, count: views.count, opening: opening, state.catalog) {
        case .chosen(let index): return chosen(index, in: state)
        case .left: return .close([])
        case .moved: return .stay([])
        case .none: break
        }
        switch state.catalog.action(for: input.key, as: ViewsAction.self) {
        case .keep:
            return .closeAndChange { state in
                let name = state.house.views.name(of: state.cluster.view)
                state.push(ViewNameLayer(name ?? ""))
                return []
            }
        case .delete:
            guard let name = selected(in: state) else { return .stay([]) }
            return .stayAndChange { $0.deleteView(name) }
        case nil: return .stay([])
        }
    }

    func count(in state: AppState) -> Int { state.house.views.all.count }

    func chosen(_ index: Int, in state: AppState) -> LayerOutcome {
        let name = state.house.views.all[index].name
        return .closeAndChange { $0.useView(name) }
    }

    private func selected(in state: AppState) -> String? {
        let views = state.house.views.all
        return views.isEmpty ? nil : views[min(chooser.selected, views.count - 1)].name
    }
}

extension ViewsLayer {
    func box(in state: AppState) -> Rect? { Self.box(state) }

    func list(in state: AppState) -> Rect { Dialog.room(in: Self.box(state)).splitBottom(2).rest }

    private static func box(_ state: AppState) -> Rect {
        let height = min(max(1, state.house.views.all.count) + 2, max(4, state.size.height - 6))
        return Dialog.box(of: state.size, width: 64, height: height)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, views) = (scene.ink, scene.state.house.views)
        let inner = Dialog(scene: scene, title: "VIEWS").draw(into: &frame, Self.box(scene.state))
        let current = views.name(of: scene.state.cluster.view)
        chooser.draw(into: &frame, list(in: scene.state), count: views.all.count, scene) {
            frame, index, row, ground in
            let entry = views.all[index]
            let sign = entry.name == current ? scene.glyphs[.done] : " "
            let name = entry.name.padded(toColumns: KeptViews.longestName, ellipsis: scene.glyphs.ellipsis)
            let x = frame.put(
                [Span(" \(sign) ", ink.ok.on(ground)), Span("\(name)  ", ink.raised.on(ground))],
                at: row.origin, in: row)
            let room = Rect(x: x, y: row.y, width: max(0, row.endX - x), height: 1)
            let words = Untrusted(entry.view.words).line
            frame.put(words, in: room, style: ink.dim.on(ground), glyphs: scene.glyphs)
        }
        let catalog = scene.state.catalog
        let first = views.all.isEmpty ? "None is kept yet" : catalog.words(ListAction.choose, "uses it")
        let words = [first, catalog.words(ViewsAction.keep, "keeps the present one")].compactMap(\.self)
        frame.put(
            words.joined(separator: ", "), in: inner.row(inner.height - 1),
            style: ink.dim.on(ink.raised.background), alignment: .center, glyphs: scene.glyphs)
    }
}
