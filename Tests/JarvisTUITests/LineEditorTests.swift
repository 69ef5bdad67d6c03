import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct LineEditorTests {
    @Test(arguments: [
        (["Left", "Left", "Backspace"], "hello wold"), (["Home", "Delete"], "ello world"),
        (["C-w"], "hello "), (["C-a", "C-k"], ""), (["C-u"], ""), (["Left", "C-u"], "d"),
        (["C-a", "Right", "C-d"], "hllo world"), (["Left", "C-k"], "hello worl"),
        (["Home", "Left", "Backspace"], "hello world"), (["End", "Right", "Delete"], "hello world"),
    ])
    func `editing keys do what they do in a shell`(keys: [String], text: String) {
        var line = LineEditor("hello world")
        for input in keys.compactMap({ Input($0) }) { line.edit(input) }
        #expect(line.text == text)
    }

    @Test func `what was said comes back, and the draft after it`() {
        var line = LineEditor()
        for text in ["one", "two", "two"] {
            line.insert(text)
            #expect(line.submit() == text)
        }
        line.insert("draft")
        var shown: [String] = []
        for step in [1, 1, 1, -1, -1, -1] {
            line.recall(step)
            shown.append(line.text)
        }
        #expect(shown == ["two", "one", "one", "two", "draft", "draft"])
    }

    @Test func `a family is one character to the cursor`() {
        var line = LineEditor("a👨‍👩‍👧b")
        line.move(by: -1)
        line.deleteBackward()
        #expect(line.text == "ab")
    }

    @Test func `what is longer than the limit is cut`() {
        var line = LineEditor()
        line.insert(String(repeating: "x", count: LineEditor.limit + 10))
        #expect(line.characters.count == LineEditor.limit)
        line.insert("y")
        #expect(line.characters.count == LineEditor.limit)
    }

    @Test func `keys that mean nothing to a line are left to others`() {
        var line = LineEditor("a")
        for name in ["Tab", "F5", "M-x", "C-t", "PageUp"] {
            #expect(Input(name).map { line.edit($0) } == false)
        }
        #expect(line.text == "a")
    }
}
