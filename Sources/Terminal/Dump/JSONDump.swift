import Text

/// A screen as a JSON document.
///
///     {
///     "version": 1,
///     "size": {"columns": 80, "rows": 24},
///     "cursor": {"row": 0, "column": 0, "visible": true, "shape": "block", "blinking": true, "pendingWrap": false},
///     "pen": {"bold": true},
///     "title": "",
///     "modes": ["autowrap", …],
///     "margins": {"top": 0, "bottom": 23, "left": 0, "right": 79},
///     "scrollback": 0,
///     "history": [ROW, …],
///     "screen": [ROW, …]
///     }
///
/// Rows and columns count from 0. `pendingWrap` says that a character went into the last column and the next one goes
/// to the next line first. `pen` is the style of what would be written next. `scrollback` is how many lines there are above the
/// screen; `history` has them, oldest first, only where they were asked for. A ROW is
/// `{"wrapped": true, "runs": [RUN, …]}` without what is false or empty, `wrapped` when its text goes on in the next row;
/// what is right of the last run is blank. A RUN is `{"text": "abc", "cells": 3, "wide": true, "style": STYLE, "link": "…"}`:
/// neighbouring characters of one style, link and width, `wide` when each takes two cells. A STYLE has, of
/// `foreground`, `background`, `underlineColor` (one of sixteen names, 16 to 255, or `"#rrggbb"`), `underline` (`single`,
/// `double`, `curly`, `dotted`, `dashed`) and the attributes, only what is not as SGR 0 leaves it. The order of keys is fixed.
extension TerminalScreen {
    func jsonDump(scrollback: Bool) -> String {
        let first = firstDumpedLine(scrollback: scrollback)
        var members = [
            ("version", "1"),
            ("size", JSONText.object([("columns", "\(columns)"), ("rows", "\(rows)")])),
            ("cursor", cursorJSON),
            ("pen", cursor.pen.style.json),
            ("title", JSONText.string(title)),
            ("modes", "[" + modes.names.map(JSONText.string).joined(separator: ", ") + "]"),
            ("margins", marginsJSON),
            ("scrollback", "\(self.scrollback)"),
        ]
        if scrollback { members.append(("history", rowsJSON(first..<endLine - rows))) }
        members.append(("screen", rowsJSON(endLine - rows..<endLine)))
        let lines = members.map { key, value in "\(JSONText.string(key)): \(value)" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }

    private var cursorJSON: String {
        JSONText.object([
            ("row", "\(cursor.row)"), ("column", "\(cursor.column)"),
            ("visible", "\(modes.contains(.cursorVisible))"), ("shape", JSONText.string("\(shape)")),
            ("blinking", "\(modes.contains(.cursorBlink))"), ("pendingWrap", "\(cursor.wrapsNext)"),
        ])
    }

    private var marginsJSON: String {
        JSONText.object([
            ("top", "\(margins.top)"), ("bottom", "\(margins.bottom)"), ("left", "\(margins.left)"),
            ("right", "\(margins.right)"),
        ])
    }

    private func rowsJSON(_ numbers: Range<Int>) -> String {
        var rows: [String] = []
        for number in numbers {
            let line = line(number: number)
            let runs = runs(of: line).map(\.json)
            rows.append(
                JSONText.object([
                    ("wrapped", line.isWrapped ? "true" : nil),
                    ("runs", runs.isEmpty ? nil : "[" + runs.joined(separator: ", ") + "]"),
                ]))
        }
        return rows.isEmpty ? "[]" : "[\n" + rows.joined(separator: ",\n") + "\n]"
    }
}

extension CellRun {
    fileprivate var json: String {
        JSONText.object([
            ("text", JSONText.string(text)), ("cells", "\(cells)"), ("wide", isWide ? "true" : nil),
            ("style", style == .plain ? nil : style.json), ("link", link.map { JSONText.string($0.address) }),
        ])
    }
}

extension TerminalStyle {
    private static let names: [(Attributes, String)] = [
        (.bold, "bold"), (.faint, "faint"), (.italic, "italic"), (.blink, "blink"), (.inverse, "inverse"),
        (.hidden, "hidden"), (.strikethrough, "strikethrough"), (.overline, "overline"),
    ]

    fileprivate var json: String {
        var members: [(String, String?)] = [
            ("foreground", foreground.json), ("background", background.json),
            ("underline", underline == .none ? nil : JSONText.string("\(underline)")),
            ("underlineColor", underlineColor.json),
        ]
        for (attribute, name) in Self.names where attributes.contains(attribute) {
            members.append((name, "true"))
        }
        return JSONText.object(members)
    }
}

extension TerminalColor {
    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// `nil` for the terminal's own.
    fileprivate var json: String? {
        switch value {
        case .standard: return nil
        case .palette(let entry) where entry < 8: return JSONText.string(Self.names[Int(entry)])
        case .palette(let entry) where entry < 16:
            return JSONText.string("bright " + Self.names[Int(entry) - 8])
        case .palette(let entry): return "\(entry)"
        case .rgb(let red, let green, let blue):
            return JSONText.string("#" + Hexadecimal.digits(of: [red, green, blue]))
        }
    }
}

extension TerminalModes {
    /// What a dump calls the modes, in the order of their numbers.
    private static let named: [(TerminalModes, String)] = [
        (.insert, "insert"),
        (.newLine, "newLine"),
        (.applicationCursor, "applicationCursor"),
        (.wideColumns, "wideColumns"),
        (.reverseScreen, "reverseScreen"),
        (.origin, "origin"),
        (.autowrap, "autowrap"),
        (.mousePress, "mousePress"),
        (.reverseWrap, "reverseWrap"),
        (.alternateScreen, "alternateScreen"),
        (.applicationKeypad, "applicationKeypad"),
        (.leftRightMargins, "leftRightMargins"),
        (.mouseButtons, "mouseButtons"),
        (.mouseDrag, "mouseDrag"),
        (.mouseMotion, "mouseMotion"),
        (.focus, "focus"),
        (.mouseUTF8, "mouseUTF8"),
        (.mouseSGR, "mouseSGR"),
        (.mouseDecimal, "mouseDecimal"),
        (.alternateScroll, "alternateScroll"),
        (.reverseWrapExtended, "reverseWrapExtended"),
        (.bracketedPaste, "bracketedPaste"),
        (.synchronized, "synchronized"),
        (.colorSchemeReports, "colorSchemeReports"),
    ]

    fileprivate var names: [String] {
        Self.named.filter { contains($0.0) }.map(\.1)
    }
}

/// The JSON that this room writes: keys in the order they are given.
extension JSONText {
    /// A string with its quotation marks; what would steer a terminal or hide on it is escaped, so that the document may
    /// be looked at on one.
    static func string(_ text: String) -> String {
        var quoted: [UInt8] = []
        append(quoted: text, to: &quoted)
        return visible(String(decoding: quoted, as: UTF8.self))
    }

    /// An object on one line; members that are `nil` are left out.
    static func object(_ members: [(String, String?)]) -> String {
        let written = members.compactMap { key, value in value.map { "\(string(key)): \($0)" } }
        return "{" + written.joined(separator: ", ") + "}"
    }
}
