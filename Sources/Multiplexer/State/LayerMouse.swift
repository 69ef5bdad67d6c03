import Screen

extension AppState {
    /// What the mouse does above a layer: a click beside its box closes it, one on a key of the last line is that key,
    /// and the rest is the layer's.
    ///
    /// A question is answered by keys alone, which count after a pause and once it was read: no click does anything
    /// above it.
    mutating func handleInLayer(_ mouse: Mouse) -> [Effect] {
        let index = layers.count - 1
        var layer = layers[index]
        guard !(layer is any AskingLayer), layer.attention == nil, !layer.hidesAll else { return [] }
        if mouse.action == .press(.left) {
            if let key = hintedKey(at: mouse.position) { return handle(Input(.key(key), raw: [])) }
            if let box = layer.box(in: self), !box.contains(mouse.position) {
                removeLayer(at: index)
                return []
            }
        }
        let outcome = layer.handle(mouse, in: self)
        return settle(outcome, of: layer, at: index)
    }

    /// The key that the last line names at a point; `nil` where it names none, and for keys that would be a program's.
    func hintedKey(at point: Point) -> Key? {
        let isBar = notice == nil && waiting.isEmpty && !isShellFullScreen
        let isHidden = layers.contains(where: \.takesLastRow) || layers.isEmpty && focus == .shell
        guard isBar, !isHidden, layout.bottom.contains(point) else { return nil }
        return BottomBar.places(in: self).lazy.compactMap { $0.key(at: point.x) }.first
    }
}

/// A layer with more lines than room, which keys and the wheel go through.
package protocol ScrollingLayer: Layer {
    /// Goes by a line, or by what takes the place of lines.
    mutating func step(isBack: Bool, in state: AppState)
}

extension ScrollingLayer {
    package mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        turnWheel(mouse, in: state)
        return .stay([])
    }

    /// Has the wheel step three times.
    package mutating func turnWheel(_ mouse: Mouse, in state: AppState) {
        guard let lines = mouse.linesBack else { return }
        for _ in 0..<abs(lines) { step(isBack: lines > 0, in: state) }
    }
}
