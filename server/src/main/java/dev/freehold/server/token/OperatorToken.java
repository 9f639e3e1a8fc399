package dev.freehold.server.token;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.token.Pkcs11Library.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first token of a PKCS #11 library with Ed25519 keys of operators, which never leave it. A
 * key's label is the operator's name. Not for several threads.
 */
public final class OperatorToken implements AutoCloseable {

  private static final long PUBLIC_KEY = 2;
  private static final long PRIVATE_KEY = 3;
  private static final long EDWARDS = 0x40;
  private static final long MAKE_EDWARDS = 0x1055;
  private static final long SIGN_EDDSA = 0x1057;

  private static final long CLASS = 0;
  private static final long TOKEN = 1;
  private static final long PRIVATE = 2;
  private static final long LABEL = 3;
  private static final long KEY_TYPE = 0x100;
  private static final long SENSITIVE = 0x103;
  private static final long SIGN = 0x108;
  private static final long VERIFY = 0x10a;
  private static final long EXTRACTABLE = 0x162;
  private static final long EC_PARAMS = 0x180;
  private static final long EC_POINT = 0x181;

  private static final long SERIAL_AND_WRITING = 4 | 2;
  private static final long USER = 1;
  private static final long WORD_BYTES = 8;
  private static final long ATTRIBUTE_BYTES = 3 * WORD_BYTES;
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;
  private static final int MAX_VALUE_BYTES = 512;

  /** The curve by its name, as PKCS #11 has it: a PrintableString. */
  private static final String CURVE = "edwards25519";

  private final Arena arena;
  private final Pkcs11Library library;
  private final long session;

  private OperatorToken(Arena arena, Pkcs11Library library, long session) {
    this.arena = arena;
    this.library = library;
    this.session = session;
  }

  /**
   * Opens the first token.
   *
   * @param pin of its user; the caller overwrites it
   * @throws ServerException {@code INPUT_INVALID} if there is none, or its PIN is another
   */
  public static OperatorToken open(Path file, char[] pin) {
    Arena arena = Arena.ofAuto();
    Pkcs11Library library = Pkcs11Library.load(file, arena);
    library.call(Function.INITIALIZE, MemorySegment.NULL);
    MemorySegment session = arena.allocate(JAVA_LONG);
    library.call(
        Function.OPEN_SESSION,
        firstSlot(library, arena),
        SERIAL_AND_WRITING,
        MemorySegment.NULL,
        MemorySegment.NULL,
        session);
    OperatorToken token = new OperatorToken(arena, library, session.get(JAVA_LONG, 0));
    token.logIn(pin);
    return token;
  }

  private static long firstSlot(Pkcs11Library library, Arena arena) {
    MemorySegment count = arena.allocate(JAVA_LONG);
    library.call(Function.GET_SLOT_LIST, (byte) 1, MemorySegment.NULL, count);
    long slots = count.get(JAVA_LONG, 0);
    if (slots == 0) {
      throw new ServerException(ServerError.INPUT_INVALID, "the library has no token");
    }
    MemorySegment all = arena.allocate(JAVA_LONG, slots);
    library.call(Function.GET_SLOT_LIST, (byte) 1, all, count);
    return all.get(JAVA_LONG, 0);
  }

  private void logIn(char[] pin) {
    ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
    MemorySegment bytes = arena.allocate(Math.max(1, utf8.remaining()));
    bytes.copyFrom(MemorySegment.ofBuffer(utf8));
    try {
      library.call(Function.LOGIN, session, USER, bytes, (long) utf8.remaining());
    } finally {
      bytes.fill((byte) 0);
      Arrays.fill(utf8.array(), utf8.arrayOffset(), utf8.arrayOffset() + utf8.capacity(), (byte) 0);
    }
  }

  /**
   * Makes a key in the token.
   *
   * @param name of the operator, and the key's label
   * @return the public half
   * @throws ServerException {@code INPUT_INVALID} if there is a key of that name, or the token has
   *     no Ed25519
   */
  public VerifierKey create(String name) {
    if (find(PRIVATE_KEY, Optional.of(name)).length > 0) {
      throw new ServerException(
          ServerError.INPUT_INVALID, "the token has a key '%s' already".formatted(name));
    }
    Map<Long, byte[]> open = new LinkedHashMap<>();
    open.put(TOKEN, flag(true));
    open.put(PRIVATE, flag(false));
    open.put(LABEL, utf8(name));
    open.put(VERIFY, flag(true));
    open.put(EC_PARAMS, curve());
    Map<Long, byte[]> secret = new LinkedHashMap<>();
    secret.put(TOKEN, flag(true));
    secret.put(PRIVATE, flag(true));
    secret.put(LABEL, utf8(name));
    secret.put(SIGN, flag(true));
    secret.put(SENSITIVE, flag(true));
    secret.put(EXTRACTABLE, flag(false));
    library.call(
        Function.GENERATE_KEY_PAIR,
        session,
        mechanism(MAKE_EDWARDS),
        template(open),
        (long) open.size(),
        template(secret),
        (long) secret.size(),
        arena.allocate(JAVA_LONG),
        arena.allocate(JAVA_LONG));
    return verifier(name);
  }

  /**
   * Signs a text as an operator.
   *
   * @param name of the key; may be left out if the token has one only
   * @throws ServerException {@code INPUT_INVALID} if there is no such key, or several
   */
  public NoteSignature sign(Optional<String> name, String text) {
    long[] keys = find(PRIVATE_KEY, name);
    if (keys.length != 1) {
      throw new ServerException(
          ServerError.INPUT_INVALID,
          keys.length == 0
              ? "the token has no such Ed25519 key; 'freehold purge operator-key' makes one"
              : "the token has several Ed25519 keys; name one with --alias");
    }
    String label = new String(value(keys[0], LABEL), StandardCharsets.UTF_8);
    VerifierKey verifier = verifier(label);
    library.call(Function.SIGN_INIT, session, mechanism(SIGN_EDDSA), keys[0]);
    MemorySegment message = bytes(utf8(text));
    MemorySegment signature = arena.allocate(SIGNATURE_BYTES);
    MemorySegment length = arena.allocateFrom(JAVA_LONG, SIGNATURE_BYTES);
    library.call(Function.SIGN, session, message, message.byteSize(), signature, length);
    NoteSignature made = verifier.signature(signature.toArray(JAVA_BYTE));
    if (!new SignedNote(text, List.of(made)).isSignedBy(verifier)) {
      throw new ServerException(
          ServerError.INPUT_INVALID,
          "what the token gives is not the signature of its key '%s'".formatted(label));
    }
    return made;
  }

  private VerifierKey verifier(String name) {
    long[] keys = find(PUBLIC_KEY, Optional.of(name));
    if (keys.length != 1) {
      throw new ServerException(
          ServerError.INPUT_INVALID, "the token has not one public key '%s'".formatted(name));
    }
    // Some give the point in an OCTET STRING, others its 32 bytes.
    byte[] point = value(keys[0], EC_POINT);
    try {
      return VerifierKey.of(
          name,
          VerifierKey.Use.NOTE,
          Arrays.copyOfRange(point, Math.max(0, point.length - KEY_BYTES), point.length));
    } catch (MalformedNoteException noKey) {
      throw new ServerException(ServerError.INPUT_INVALID, noKey.getMessage(), noKey);
    }
  }

  /** Objects of this class, two at most. */
  private long[] find(long objectClass, Optional<String> name) {
    Map<Long, byte[]> wanted = new LinkedHashMap<>();
    wanted.put(CLASS, word(objectClass));
    wanted.put(KEY_TYPE, word(EDWARDS));
    name.ifPresent(label -> wanted.put(LABEL, utf8(label)));
    library.call(Function.FIND_OBJECTS_INIT, session, template(wanted), (long) wanted.size());
    MemorySegment found = arena.allocate(JAVA_LONG, 2);
    MemorySegment count = arena.allocate(JAVA_LONG);
    library.call(Function.FIND_OBJECTS, session, found, 2L, count);
    library.call(Function.FIND_OBJECTS_FINAL, session);
    return Arrays.copyOf(found.toArray(JAVA_LONG), (int) count.get(JAVA_LONG, 0));
  }

  @SuppressWarnings("restricted") // The library never says more than it had room for.
  private byte[] value(long object, long type) {
    MemorySegment attribute = template(Map.of(type, new byte[MAX_VALUE_BYTES]));
    library.call(Function.GET_ATTRIBUTE_VALUE, session, object, attribute, 1L);
    long length = attribute.get(JAVA_LONG, 2 * WORD_BYTES);
    return attribute
        .get(ADDRESS, WORD_BYTES)
        .reinterpret(Math.clamp(length, 0, MAX_VALUE_BYTES))
        .toArray(JAVA_BYTE);
  }

  private MemorySegment template(Map<Long, byte[]> values) {
    MemorySegment all = arena.allocate(values.size() * ATTRIBUTE_BYTES, WORD_BYTES);
    long at = 0;
    for (Map.Entry<Long, byte[]> value : values.entrySet()) {
      all.set(JAVA_LONG, at, value.getKey());
      all.set(ADDRESS, at + WORD_BYTES, bytes(value.getValue()));
      all.set(JAVA_LONG, at + 2 * WORD_BYTES, value.getValue().length);
      at += ATTRIBUTE_BYTES;
    }
    return all;
  }

  private MemorySegment mechanism(long type) {
    MemorySegment mechanism = arena.allocate(ATTRIBUTE_BYTES, WORD_BYTES);
    mechanism.set(JAVA_LONG, 0, type);
    return mechanism;
  }

  private MemorySegment bytes(byte[] value) {
    return arena.allocateFrom(JAVA_BYTE, value);
  }

  private static byte[] word(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(value).array();
  }

  private static byte[] flag(boolean value) {
    return new byte[] {(byte) (value ? 1 : 0)};
  }

  private static byte[] curve() {
    byte[] name = CURVE.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(2 + name.length)
        .put((byte) 0x13)
        .put((byte) name.length)
        .put(name)
        .array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Signs the user out. */
  @Override
  public void close() {
    library.call(Function.FINALIZE, MemorySegment.NULL);
  }
}
