package dev.freehold.custody.seals;

import dev.freehold.crypto.seal.SealedStatement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * The fields of a row that authorises. Immutable; callers must not change arrays that it returns.
 */
public final class SealedRow {

  private static final byte[] LABEL = "freehold sealed row v1".getBytes(StandardCharsets.US_ASCII);

  private final SealedKind kind;
  private final UUID tenantId;
  private final List<Object> key;
  private final long version;

  /** In the order of the kind's fields. */
  private final Object[] values;

  SealedRow(SealedKind kind, UUID tenantId, List<Object> key, long version, Object[] values) {
    this.kind = kind;
    this.tenantId = tenantId;
    this.key = key;
    this.version = version;
    this.values = values;
  }

  /** The kind. */
  public SealedKind kind() {
    return kind;
  }

  /** The tenant whose row it is. */
  public UUID tenantId() {
    return tenantId;
  }

  /**
   * Which row it is, for people: its key, parts of it with a colon between, without those that name
   * a person.
   */
  public String id() {
    return kind.idOf(key);
  }

  /** The id that the row is found by; of several the first. */
  public UUID key() {
    return (UUID) key.getFirst();
  }

  List<Object> keys() {
    return key;
  }

  /** Counts the states of the row; 0 for kinds whose states are not counted. */
  long version() {
    return version;
  }

  /** A text, which must not be null. */
  public String text(String field) {
    return (String) present(field);
  }

  /** A number, which must not be null. */
  public long number(String field) {
    return (Long) present(field);
  }

  /** A copy of bytes, which must not be null. */
  public byte[] bytes(String field) {
    return ((byte[]) present(field)).clone();
  }

  /** A truth value. */
  public boolean flag(String field) {
    return number(field) != 0;
  }

  /** A moment, if there is one. */
  public Optional<Instant> time(String field) {
    return Optional.ofNullable((Long) value(field)).map(Instant::ofEpochMilli);
  }

  /** An id, if there is one. */
  public Optional<UUID> id(String field) {
    return Optional.ofNullable((UUID) value(field));
  }

  /** A text, if there is one. */
  public Optional<String> textIfAny(String field) {
    return Optional.ofNullable((String) value(field));
  }

  /** Whether a field has no value. */
  public boolean isEmpty(String field) {
    return value(field) == null;
  }

  private Object present(String field) {
    Object value = value(field);
    if (value == null) {
      throw new NoSuchElementException("the %s has no %s".formatted(kind, field));
    }
    return value;
  }

  Object value(String field) {
    return values[kind.place(field)];
  }

  /** The same row with another value of a field; see {@link Draft#set}. */
  public SealedRow with(String field, Object value) {
    Object[] changed = values.clone();
    changed[kind.place(field)] = stored(value);
    return new SealedRow(kind, tenantId, key, version, changed);
  }

  SealedRow asVersion(long next) {
    return new SealedRow(kind, tenantId, key, next, values);
  }

  /** What is sealed. */
  byte[] encoded() {
    return encoded(kind.form());
  }

  /** The same in an older form, which has fewer fields. */
  byte[] encoded(int form) {
    SealedStatement statement =
        new SealedStatement()
            .part(LABEL)
            .part(kind.name().getBytes(StandardCharsets.UTF_8))
            .part(FieldType.ID.bytes(tenantId))
            .number(version);
    for (int i = 0; i < key.size(); i++) {
      field(statement, kind.keys().get(i), key.get(i));
    }
    for (int i = 0; i < values.length; i++) {
      SealedField field = kind.fields().get(i);
      if (field.since() <= form) {
        field(statement, field, values[i]);
      }
    }
    return statement.encoded();
  }

  private static void field(SealedStatement statement, SealedField field, Object value) {
    statement.field(
        field.name(), field.type().tag(), value == null ? null : field.type().bytes(value));
  }

  private static Object stored(Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> stored(optional.orElse(null));
      case Boolean flag -> flag ? 1L : 0L;
      case Integer number -> number.longValue();
      case Instant time -> time.toEpochMilli();
      case Enum<?> word -> word.name();
      default -> value;
    };
  }

  @Override
  public String toString() {
    return kind + " " + id();
  }

  /** Builds a row; every field is set once. */
  public static final class Draft {

    private final SealedKind kind;
    private final UUID tenantId;
    private final List<Object> key;
    private final Map<String, Object> values = new HashMap<>();

    Draft(SealedKind kind, UUID tenantId, List<Object> key) {
      this.kind = kind;
      this.tenantId = tenantId;
      this.key = key;
    }

    /**
     * Sets a field.
     *
     * @param value null or an empty {@code Optional} for none; a truth value, a moment, an enum
     *     constant or an {@code int} is taken as the number or word that the column has
     */
    public Draft set(String field, Object value) {
      values.put(field, stored(value));
      return this;
    }

    /**
     * The row.
     *
     * @throws IllegalStateException if a field of the kind was not set, or one that it has not
     */
    public SealedRow done() {
      List<String> names = kind.fields().stream().map(SealedField::name).toList();
      if (values.size() != names.size() || !values.keySet().containsAll(names)) {
        throw new IllegalStateException(
            "a %s has the fields %s, got %s".formatted(kind, names, values.keySet()));
      }
      return new SealedRow(kind, tenantId, key, 0, names.stream().map(values::get).toArray());
    }
  }
}
