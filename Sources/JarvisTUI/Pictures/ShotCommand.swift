import ArgumentParser
import CommandLine
import House
import Jarvis
import Multiplexer
import Screen
import Text

/// `jarvis shot FILE`: the screen of the running house, drawn into a file.
struct ShotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shot", abstract: "Draw the screen of the running house into a file.",
        discussion: """
            The file's name says what is written: .svg a drawing, .png what rsvg-convert, ImageMagick or Inkscape makes of \
            that, .ansi what draws the screen on a terminal, .txt its text.

            Names of clusters, nodes, guests, storages, pools, tags, users and hosts are replaced by others such as \
            guest-07, the same by the same; addresses, notes, and what looks like a token, a key or a password by x. Of the \
            shell a block stays for every character, so that its lines keep their shape and nothing can be read.

            What stays: the numbers of guests, figures and times, the model's name, and in sentences those names that \
            are everyday words, such as vm or running. Look at the picture before you give it away: what you or a model \
            wrote in the chat may tell more.
            """)

    @Argument(help: "The new file, whose name ends with .svg, .png, .ansi or .txt.", completion: .file())
    var file: String

    @Option(
        help: "Columns and rows, such as 160x45; those of the screen when absent.",
        transform: { text in
            guard let size = Size(picture: text) else {
                throw ValidationError(
                    "'\(text)' is no size: give 20 to 500 columns and 6 to 300 rows, such as 160x45.")
            }
            return size
        })
    var size: Size?

    @Flag(help: "Show names, addresses and the shell as they are.")
    var plain = false

    @Flag(help: "Draw a simulated cluster, whatever is configured and runs.")
    var demo = false

    func validate() throws {
        guard kind == nil else { return }
        throw ValidationError("\(file): the name of a picture ends with .svg, .png, .ansi or .txt.")
    }

    /// What is drawn, and whether a PNG is made of that; `nil` where the file's name says neither.
    private var kind: (format: PictureFormat, isConverted: Bool)? {
        if let format = PictureFormat(ofFile: file) { return (format, false) }
        let isPNG = file.lowercased().hasSuffix(".png")
        return isPNG && PictureFormat(ofFile: file.dropLast(3) + "svg") != nil ? (.svg, true) : nil
    }

    func run() throws {
        try Errand.Ending.leave {
            guard let kind else { return Errand.Ending(.usage) }
            // Looked for first: nobody waits for a drawing that nothing can be made of.
            let converter = kind.isConverted ? PictureConverter.installed : nil
            if kind.isConverted, converter == nil { return PictureConverter.Fault.missing.ending }
            let picture = ScreenPicture(format: kind.format, size: size, isPlain: plain)
            var text = ""
            if demo {
                text = try DemoPicture.text(of: picture)
            } else {
                let (code, words) = try Question(to: DemoHouse().addressToAsk()).ask(
                    ScreenPicture.errand, picture.arguments
                ) { text += $0 }
                guard code == 0 else { return Errand.Ending(code: code, text: words) }
            }
            do {
                try PrivateFile.create(file, bytes: converter?.pngWaiting(for: text) ?? Array(text.utf8))
            } catch let fault as PictureConverter.Fault {
                return fault.ending
            }
            return Errand.Ending(
                .done,
                "\(file) has the picture\(plain ? "" : "; known names are replaced: look at it before you give it away")."
            )
        }
    }
}
