package dev.freehold.server.token;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The functions of a PKCS #11 library that keys and signatures take, on systems where a {@code
 * CK_ULONG} has 64 bits and structures are aligned as C does. Not for several threads.
 */
final class Pkcs11Library {

  private static final long POINTER_BYTES = 8;

  /** The list of functions begins with the version, which takes a pointer's place. */
  private static final long FIRST_FUNCTION = POINTER_BYTES;

  private static final String LIST = "C_GetFunctionList";

  /** By its place in the list of functions, with its arguments. */
  enum Function {
    INITIALIZE(0, ADDRESS),
    FINALIZE(1, ADDRESS),
    GET_SLOT_LIST(4, JAVA_BYTE, ADDRESS, ADDRESS),
    OPEN_SESSION(12, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS),
    LOGIN(18, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
    GET_ATTRIBUTE_VALUE(24, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
    FIND_OBJECTS_INIT(26, JAVA_LONG, ADDRESS, JAVA_LONG),
    FIND_OBJECTS(27, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS),
    FIND_OBJECTS_FINAL(28, JAVA_LONG),
    SIGN_INIT(42, JAVA_LONG, ADDRESS, JAVA_LONG),
    SIGN(43, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
    GENERATE_KEY_PAIR(
        59, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

    private final int place;

    @SuppressWarnings("ImmutableEnumChecker") // What Java gives never changes.
    private final FunctionDescriptor form;

    Function(int place, MemoryLayout... arguments) {
      this.place = place;
      this.form = FunctionDescriptor.of(JAVA_LONG, arguments);
    }
  }

  private final MemorySegment functions;

  private Pkcs11Library(MemorySegment functions) {
    this.functions = functions;
  }

  /**
   * Loads a library for as long as {@code arena} lives.
   *
   * @throws ServerException {@code INPUT_INVALID} if it is none
   */
  @SuppressWarnings("restricted") // The library is one that the operator names.
  static Pkcs11Library load(Path library, Arena arena) {
    MemorySegment found = arena.allocate(ADDRESS);
    MemorySegment list;
    try {
      list = SymbolLookup.libraryLookup(library.toAbsolutePath(), arena).find(LIST).orElseThrow();
    } catch (RuntimeException noLibrary) {
      throw new ServerException(
          ServerError.INPUT_INVALID, library + " is no PKCS #11 library", noLibrary);
    }
    call(LIST, list, FunctionDescriptor.of(JAVA_LONG, ADDRESS), found);
    long bytes = FIRST_FUNCTION + (Function.GENERATE_KEY_PAIR.place + 1) * POINTER_BYTES;
    return new Pkcs11Library(found.get(ADDRESS, 0).reinterpret(bytes));
  }

  /**
   * Calls a function.
   *
   * @throws ServerException {@code INPUT_INVALID} if it does not succeed
   */
  void call(Function function, Object... arguments) {
    call(
        function.name().toLowerCase(Locale.ROOT),
        functions.get(ADDRESS, FIRST_FUNCTION + function.place * POINTER_BYTES),
        function.form,
        arguments);
  }

  @SuppressWarnings("restricted") // The forms are those of PKCS #11.
  private static void call(
      String name, MemorySegment function, FunctionDescriptor form, Object... arguments) {
    long result;
    try {
      result =
          (long)
              Linker.nativeLinker().downcallHandle(function, form).invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("a function of C throws nothing", e);
    }
    if (result != 0) {
      throw new ServerException(
          ServerError.INPUT_INVALID,
          "the token refuses %s with 0x%x%s".formatted(name, result, meaning(result)));
    }
  }

  /** The results that people meet. */
  private static String meaning(long result) {
    return switch ((int) result) {
      case 0x70 -> ": it has no Ed25519";
      case 0xa0, 0xa2 -> ": the PIN is another";
      case 0xa4 -> ": the PIN is locked";
      case 0xe0, 0xe1 -> ": there is no token";
      default -> "";
    };
  }
}
