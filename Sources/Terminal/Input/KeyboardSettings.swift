/// How a program wants keys told: kitty's flags and xterm's modifier options.
package struct KeyboardSettings: Equatable, Sendable {
    /// What the display in front of the user can tell.
    ///
    /// Only a display that itself speaks kitty's protocol sees a key let go of, so a program is granted that flag only
    /// there: one that waited for a release that never comes would take each key for held down. All else can be told of
    /// any display's keys, if with less in it. What was asked for is kept, and granted again once a better display comes.
    package var available: KeyboardFlags = .withoutReleases
    /// The flags asked for on the screen that is shown.
    var stack = KeyboardStack()
    /// Those of the other screen.
    var otherStack = KeyboardStack()
    /// xterm's modifier options (XTMODKEYS).
    var modify = ModifierOptions(initial: [.cursorKeys: 2, .functionKeys: 2])
    /// xterm's format options (XTFMTKEYS).
    var format = ModifierOptions(initial: [:])

    /// Keys as a VT420 would send them.
    package init() {}

    /// The flags in force.
    package var flags: KeyboardFlags { stack.flags.intersection(available) }

    /// The flags the program asked for, granted or not.
    package var wanted: KeyboardFlags { stack.flags }

    /// Whether the program wants all there is to know of modifiers, in whichever form.
    package var wantsModifiers: Bool { !wanted.isEmpty || modify[.otherKeys] > 1 }

    /// The other screen is shown.
    mutating func exchangeScreens() {
        swap(&stack, &otherStack)
    }

    /// As after RIS: what the display can tell stays.
    mutating func reset() {
        let display = available
        self = KeyboardSettings()
        available = display
    }
}

/// The progressive enhancements of https://sw.kovidgoyal.net/kitty/keyboard-protocol/.
package struct KeyboardFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Escape, and keys with control or alt, cannot be taken for others.
    package static let disambiguate = KeyboardFlags(rawValue: 1)
    /// Repeated and released keys are told.
    package static let eventTypes = KeyboardFlags(rawValue: 2)
    /// Keys are told with their shifted character and that of a US keyboard.
    package static let alternates = KeyboardFlags(rawValue: 4)
    /// Keys that type text are sequences too.
    package static let allKeys = KeyboardFlags(rawValue: 8)
    /// Such sequences carry the text.
    package static let text = KeyboardFlags(rawValue: 16)

    /// All there are.
    package static let all: KeyboardFlags = [.disambiguate, .eventTypes, .alternates, .allKeys, .text]
    /// What can be told of the keys of any display.
    package static let withoutReleases = all.subtracting(.eventTypes)
}

/// The flags a program set, and those it will come back to.
struct KeyboardStack: Equatable, Sendable {
    /// How many flags are kept below the ones in force; the oldest give way.
    static let limit = 16

    private(set) var flags: KeyboardFlags = []
    private(set) var below: [KeyboardFlags] = []

    mutating func push(_ flags: KeyboardFlags) {
        below.append(self.flags)
        if below.count > Self.limit { below.removeFirst() }
        self.flags = flags
    }

    mutating func pop(_ count: Int) {
        for _ in 0..<min(count, Self.limit + 1) { flags = below.popLast() ?? [] }
    }

    /// `CSI = flags ; mode u`: 1 replaces, 2 adds, 3 removes.
    mutating func set(_ flags: KeyboardFlags, mode: Int) {
        switch mode {
        case 1: self.flags = flags
        case 2: self.flags.formUnion(flags)
        case 3: self.flags.subtract(flags)
        default: break
        }
    }
}

/// xterm's options for groups of keys, by the number the sequences name the group with.
struct ModifierOptions: Equatable, Sendable {
    /// A group of keys.
    enum Group: Int, CaseIterable, Sendable {
        case keyboard = 0
        case cursorKeys = 1
        case functionKeys = 2
        case keypadKeys = 3
        case otherKeys = 4
        case modifierKeys = 6
        case specialKeys = 7
    }

    private let initial: [Group: Int]
    private var values: [Group: Int]

    init(initial: [Group: Int]) {
        self.initial = initial
        values = initial
    }

    /// 0 to 3, or -1 when modifiers of the group are not told at all.
    subscript(group: Group) -> Int { values[group] ?? 0 }

    /// Sets one; `nil` brings its initial value back.
    mutating func set(_ group: Group, _ value: Int?) {
        values[group] = value ?? initial[group]
    }

    mutating func reset() {
        values = initial
    }
}

/// The sequences that say how keys are to be told.
///
/// Sources: https://sw.kovidgoyal.net/kitty/keyboard-protocol/ and xterm's ctlseqs (XTMODKEYS, XTFMTKEYS).
extension ControlSequence {
    static let keyboard: [ControlSequence] = [
        ControlSequence(">u") { $0.keyboard.stack.push(KeyboardFlags($1.value(0))) },
        ControlSequence("<u") { $0.keyboard.stack.pop($1.amount()) },
        ControlSequence("=u") { $0.keyboard.stack.set(KeyboardFlags($1.value(0)), mode: $1.amount(1)) },
        ControlSequence("?u") { screen, _ in screen.reply("\u{1b}[?\(screen.keyboard.flags.rawValue)u") },
        ControlSequence(">m") { $0.keyboard.modify.set($1) },  // XTMODKEYS
        ControlSequence(">n") { $0.keyboard.modify.disable($1) },  // XTMODKEYS, disabling
        ControlSequence("?m") { $0.report($0.keyboard.modify, $1, "m") },  // XTQMODKEYS
        ControlSequence(">f") { $0.keyboard.format.set($1) },  // XTFMTKEYS
        ControlSequence("?g") { $0.report($0.keyboard.format, $1, "f") },  // XTQFMTKEYS
    ]
}

extension KeyboardFlags {
    /// The flags that are known among those a program names.
    fileprivate init(_ value: Int) {
        self = KeyboardFlags(rawValue: UInt8(truncatingIfNeeded: value)).intersection(.all)
    }
}

extension ModifierOptions {
    /// `group ; value`; without a value the initial one, without a group all of them.
    fileprivate mutating func set(_ parameters: borrowing SequenceParameters) {
        if parameters.count == 0 { return reset() }
        guard let group = Group(rawValue: parameters.value(0)) else { return }
        let value = parameters.value(1, or: -1)
        if value <= 3 { set(group, value < 0 ? nil : value) }
    }

    /// A group whose modifiers are not to be told; modifyFunctionKeys when none is named.
    fileprivate mutating func disable(_ parameters: borrowing SequenceParameters) {
        guard let group = Group(rawValue: parameters.value(0, or: 2)) else { return }
        set(group, group == .otherKeys ? 0 : -1)
    }
}

extension TerminalScreen {
    /// Tells options in the form that would set them.
    fileprivate mutating func report(
        _ options: ModifierOptions, _ parameters: borrowing SequenceParameters, _ final: Character
    ) {
        for index in 0..<parameters.count {
            guard let group = ModifierOptions.Group(rawValue: parameters.value(index)) else { continue }
            reply("\u{1b}[>\(group.rawValue);\(max(options[group], 0))\(final)")
        }
    }
}
