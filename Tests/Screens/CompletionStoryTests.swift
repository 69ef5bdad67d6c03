import FoundationEssentials
import Onlooker
import Testing

/// What a shell offers behind `jarvis` and a blank, by the completions that the program writes for it.
@Suite(.enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"), .timeLimit(.minutes(2)))
struct CompletionStoryTests {
    @Test(arguments: [
        // Bash hands the program, the word and the word before it to the function.
        (
            "bash",
            "source ~/_jarvis && COMP_WORDS=(jarvis kil) COMP_CWORD=1 && _jarvis jarvis kil jarvis && echo ${COMPREPLY[@]}"
        ),
        // Zsh completes in an editor only; it says which function it would ask, and whether it can read it.
        (
            "zsh",
            "fpath=(~ $fpath) && autoload -U compinit && compinit -u -D && autoload +X _jarvis && echo ${_comps[jarvis]}"
        ),
        ("fish", "source ~/_jarvis && complete -C 'jarvis kil'"),
    ])
    func `completions are understood by their shell`(shell: String, question: String) throws {
        let home = try StoryHome()
        let path = "/usr/bin/" + shell
        guard FileManager.default.isExecutableFile(atPath: path) else {
            print("\(shell) skipped: it is not installed")
            return
        }
        let (script, code) = try home.run(["--generate-completion-script", shell])
        #expect(code == 0)
        try home.write("_jarvis", script.replacing("\r\n", with: "\n"))
        let environment = home.environment.merging(["TERM": "dumb"]) { _, new in new }
        let outcome = Errand(
            [path, "-c", question], environment: environment, in: home.path
        ).wait()
        #expect(outcome.code == 0, "\(outcome.text)")
        #expect(outcome.text.contains(shell == "zsh" ? "_jarvis" : "kill-house"), "\(outcome.text)")
        #expect(!outcome.text.contains("doctor"), "\(outcome.text)")
    }
}
