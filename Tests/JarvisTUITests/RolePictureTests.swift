import Screen
import Testing

@testable import Multiplexer

/// That a picture tells what its cells are drawn as, and its difference where that changed.
@Suite struct RolePictureTests {
    private let roles: RoleInk

    init() throws {
        roles = try RoleInk()
    }

    /// A row of words on the base, a badge, and a wide character on a raised ground.
    private func picture(_ style: Style) -> RolePicture {
        var frame = Frame(Size(width: 14, height: 3), style: roles.ink.text.on(roles.ink.background))
        frame.put([Span("ok ", style), Span("up", roles.ink.text.bold)], at: Point(x: 0, y: 0))
        frame.put(" 1 ", at: Point(x: 6, y: 0), style: roles.ink.scheme.badge(.accent).bold)
        frame.put("漢 _", at: Point(x: 0, y: 2), style: roles.ink.raised)
        frame.put("x", at: Point(x: 6, y: 2), style: roles.ink.dim.reversed)
        return RolePicture(frame, in: roles, over: roles.ink.background)
    }

    @Test func `each role and each ground has a letter of its own, which has but one case`() {
        let letters = roles.marks.map(\.mark.letter)
        #expect(letters.count == Role.allCases.count + Ground.allCases.count + 1)
        #expect(Set(letters).count == letters.count && letters.allSatisfy { !$0.isUppercase })
        #expect(Set(roles.marks.map(\.color)).count == letters.count)
    }

    @Test func `below the text stands what each cell is drawn as`() {
        #expect(
            picture(roles.ink.ok).text == """
                ok up  1

                漢 _  x
                === roles: t text, d dim, o ok, n background
                oo TT  N

                tt t  d
                === grounds: a accent, + raised
                      aaa

                ++++
                === attributes: a reverse


                      a

                """)
    }

    @Test func `a picture is read as it was written`() {
        let picture = picture(roles.ink.ok)
        #expect(RolePicture(parsing: picture.text).blocks == picture.blocks)
    }

    @Test func `the rows that differ are told of each block, with the text that is drawn there`() {
        let difference = GoldenScreen.difference(from: picture(roles.ink.ok), to: picture(roles.ink.warning))
        #expect(
            difference == """
                roles: 1 rows differ
                   - t text, d dim, o ok, n background
                   + t text, d dim, w warning, n background
                0   ok up  1
                0 - oo TT  N
                0 + ww TT  N
                """)
        let plain = RolePicture(Frame(Size(width: 14, height: 3)), in: roles, over: .terminal)
        #expect(
            GoldenScreen.difference(from: picture(roles.ink.ok), to: plain)
                .split(separator: "\n").filter { $0.hasSuffix("differ") } == [
                    "text: 2 rows differ", "roles: 2 rows differ", "grounds: 2 rows differ",
                    "attributes: 1 rows differ",
                ])
    }

    @Test func `a colour that is none of the theme's is no role`() {
        var frame = Frame(Size(width: 2, height: 1), style: Style(background: .terminal))
        frame.put("x", at: Point(x: 0, y: 0), style: Style(foreground: .palette(9)))
        let picture = RolePicture(frame, in: roles, over: .terminal)
        #expect(picture["roles"].rows == ["?"] && picture["roles"].legend == "? no role")
    }
}
