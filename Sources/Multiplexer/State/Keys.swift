import Screen
import Text

extension AppState {
    /// Gives what was typed to the top layer, else to the pane that has the focus.
    package mutating func handle(_ input: Input) -> [Effect] {
        defer { if input.isTyped { lastKey = now } }
        switch input.kind {
        case .focus(let hasFocus):
            hasWindowFocus = hasFocus
            return []
        case .mouse(let mouse): return handle(mouse)
        // A key let go of is told to programs only, and only with the key before it.
        case .release: return layers.isEmpty && focus == .shell ? releaseInShell(input) : []
        case .answer: return []
        case .key, .paste: break
        }
        if let command = input.key.flatMap(catalog.commandHeardAlways(for:)) {
            shell.prefix = nil
            return run(command)
        }
        if let key = input.key, questionKeys.contains(key), let effects = handleQuestionKey() {
            return effects
        }
        if !layers.isEmpty, isOfPrefix(input) {
            layers[layers.count - 1].attention?.doze(at: now.instant)
            return handleInShell(input)
        }
        if !layers.isEmpty { return handleInLayer(input) }
        return catalog[focus].handle(input, in: &self)
    }

    /// Runs the command of a key, if it has one.
    package mutating func run(_ key: Key, in scope: CommandScope) -> [Effect] {
        guard let command = catalog.command(for: key, in: scope) else { return [] }
        return run(command)
    }

    /// Runs a command, or says why it cannot.
    package mutating func run(_ command: Command) -> [Effect] {
        switch command.availability(self) {
        case .enabled: return command.run(&self)
        case .disabled(let reason): announce("\(command.name): \(reason)", .warning)
        case .hidden: break
        }
        return []
    }

    /// Whether a key is the shell's prefix, or follows it, while no layer is open but such as came up of themselves:
    /// what the operator has begun to press is not taken for an answer, nor lost.
    private func isOfPrefix(_ input: Input) -> Bool {
        guard focus == .shell, let key = input.key, layers.allSatisfy(\.cameUnasked) else { return false }
        if let prefix = shell.prefix { return prefix.repeatsUntil == nil }
        return key == prefixKey
    }

    /// Opens the question in the bar, or puts the open one there; `nil` when there is none.
    private mutating func handleQuestionKey() -> [Effect]? {
        if layers.last is any AskingLayer {
            putAside()
            return []
        }
        guard !waiting.isEmpty else { return nil }
        shell.prefix = nil
        openQuestion()
        return []
    }

    private mutating func handleInLayer(_ input: Input) -> [Effect] {
        let index = layers.count - 1
        var layer = layers[index]
        // What is open is left by ^C as by Esc.
        let input =
            input.key == .control("c") && !layer.hidesAll ? Input(.key(.escape), raw: input.raw) : input
        let scroll = (layer as? any CardLayer)?.reading.scroll
        let hears = layer.attention?.hears(at: now.instant) ?? true
        let outcome = hears ? layer.handle(input, in: self) : .stay([])
        // A burst is not a hand that has read the question: none of its keys answers.
        if isBurst, outcome.closes, layer is any AskingLayer {
            layers[index].attention?.doze(at: now.instant, wasEarly: true)
            return []
        }
        if scroll != (layer as? any CardLayer)?.reading.scroll { questionPage += 1 }
        if case .stray = outcome { layer.attention?.doze(at: now.instant, wasEarly: true) }
        return settle(outcome, of: layer, at: index)
    }

    /// Does what a layer that has taken a key or a click wants.
    mutating func settle(_ outcome: LayerOutcome, of layer: any Layer, at index: Int) -> [Effect] {
        if outcome.closes { removeLayer(at: index) } else { replaceLayer(at: index, with: layer) }
        if outcome.closes, layer is any AskingLayer { lastAnswer = now.instant }
        switch outcome {
        case .stay(let effects), .close(let effects): return effects
        case .stray: return []
        case .closeAndRun(let command): return run(command)
        case .stayAndChange(let change), .closeAndChange(let change): return change(&self)
        }
    }
}

extension Input {
    /// Whether the operator did it, other than with the mouse.
    package var isTyped: Bool {
        switch kind {
        case .key, .paste: true
        case .release, .mouse, .focus, .answer: false
        }
    }
}

extension LayerOutcome {
    /// Whether the layer goes.
    fileprivate var closes: Bool {
        switch self {
        case .stay, .stray, .stayAndChange: false
        case .close, .closeAndRun, .closeAndChange: true
        }
    }
}

extension AppState {
    /// A click puts the focus where it falls and is the panel's there; the wheel scrolls what is below it.
    ///
    /// A click on a key that the last line names is that key. A layer has the mouse for itself.
    package mutating func handle(_ mouse: Mouse) -> [Effect] {
        guard layers.isEmpty else { return handleInLayer(mouse) }
        if mouse.action == .press(.left), !waiting.isEmpty, QuestionBar.row(self).contains(mouse.position) {
            openQuestion()
            return []
        }
        if mouse.action == .press(.left), let key = hintedKey(at: mouse.position) {
            return handle(Input(.key(key), raw: []))
        }
        let layout = layout
        if shell.grip != nil { return handleInShell(mouse) }
        if let effects = drag(mouse, layout) { return effects }
        guard let found = layout.panel(at: mouse.position) else { return clickTab(mouse, layout) }
        let column = catalog[found].column
        guard catalog.columns.contains(column) else { return [] }
        let id = catalog[found].takesKeys ? found : catalog.panel(of: column)
        let hadKeys = focus == id
        if mouse.action == .press(.left) { focus(id) }
        guard let rect = layout.panels[id] else { return [] }
        return catalog[id].handle(mouse, in: rect, of: &self, hadKeys: hadKeys)
    }

    /// What the mouse does to the edge between two columns; `nil` where it does nothing to one.
    private mutating func drag(_ mouse: Mouse, _ layout: Layout) -> [Effect]? {
        switch mouse.action {
        case .press(.left):
            draggedEdge = layout.edge(at: mouse.position)
            return draggedEdge == nil ? nil : []
        case .drag:
            guard let draggedEdge else { return nil }
            widths.moveEdge(of: draggedEdge, to: mouse.position.x + 1, in: layout)
            return []
        case .release:
            guard draggedEdge != nil else { return nil }
            draggedEdge = nil
            return catalog.application.keep(widths)
        case .press, .move, .scrollUp, .scrollDown, .scrollLeft, .scrollRight: return nil
        }
    }

    private mutating func clickTab(_ mouse: Mouse, _ layout: Layout) -> [Effect] {
        guard case .press(.left) = mouse.action, let tabs = layout.tabs, tabs.contains(mouse.position) else {
            return []
        }
        var x = tabs.x + 1
        for column in catalog.columns {
            x += TabStrip.label(of: column, in: self).columns
            if mouse.position.x < x {
                focus(catalog.panel(of: column))
                return []
            }
            x += 1
        }
        return []
    }
}
