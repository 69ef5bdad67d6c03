/// The terminal under libFuzzer (https://llvm.org/docs/LibFuzzer.html): `make fuzz`.

/// Plays an input and stops the program when something is wrong.
@_cdecl("LLVMFuzzerTestOneInput")
func playOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    if let broken = FuzzInput(UnsafeBufferPointer(start: start, count: count)).play() { fatalError(broken) }
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ play: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The main function under the name that SwiftPM links executables with, which hides libFuzzer's own.
@_cdecl("TerminalFuzz_main")
func fuzz(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments, playOne)
}
