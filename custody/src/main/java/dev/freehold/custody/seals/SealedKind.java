package dev.freehold.custody.seals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.result.RowView;

/**
 * A kind of row that authorises: its table, and those of its columns that decide. The table has a
 * column {@value #SEAL}, and {@value #VERSION} if older states are detected too. The names and
 * values of fields are sealed, so a column can be renamed or change its type without a new seal.
 * Immutable.
 */
public final class SealedKind {

  static final String SEAL = "seal";
  static final String VERSION = "seal_version";

  private static final String BETWEEN_KEYS = ":";

  /** In the SQL of a declaration: the name that a statement has for the table. */
  private static final String ROW = "{row}";

  private static final UUID NOBODY = new UUID(0, 0);

  private final String name;
  private final String table;
  private final List<SealedField> keys;
  private final Set<String> personal;
  private final String tenant;
  private final List<SealedField> fields;
  private final Map<String, Integer> places;
  private final boolean isVersioned;
  private final int form;
  private final Optional<String> sealedIf;
  private final boolean isScrubbed;

  private SealedKind(Builder builder) {
    this.name = builder.name;
    this.table = builder.table;
    this.keys = List.copyOf(builder.keys);
    this.personal = Set.copyOf(builder.personal);
    this.tenant = builder.tenant;
    this.fields = List.copyOf(builder.fields);
    this.places =
        IntStream.range(0, fields.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(i -> fields.get(i).name(), i -> i));
    this.isVersioned = builder.isVersioned;
    this.form = builder.form;
    this.sealedIf = builder.sealedIf;
    this.isScrubbed = builder.isScrubbed;
  }

  /**
   * Begins the declaration of a kind.
   *
   * @param name for people and for what is sealed, such as {@code recovery-request}; it never
   *     changes
   * @param table where its rows are
   */
  public static Builder named(String name, String table) {
    return new Builder(name, table);
  }

  /** The name of the kind, for people. */
  public String name() {
    return name;
  }

  /** Where its rows are. */
  public String table() {
    return table;
  }

  /** The columns that decide, without those that say which row it is. */
  public List<String> decidingColumns() {
    return fields.stream().map(SealedField::column).toList();
  }

  /** The columns of the row's key. */
  public List<String> keyColumns() {
    return keys.stream().map(SealedField::column).toList();
  }

  /** Whether an older state of a row is told from the present one. */
  public boolean isVersioned() {
    return isVersioned;
  }

  /** Which form its seals have now; 1 until fields came to it. */
  int form() {
    return form;
  }

  /** Under which all rows have been sealed in a form, see {@link SealMarks}. */
  String mark(int ofForm) {
    return ofForm == 1 ? name : name + "/" + ofForm;
  }

  /** The condition for a row of the table under this name to have a seal at all. */
  Optional<String> sealedIf(String alias) {
    return sealedIf.map(condition -> condition.replace(ROW, alias));
  }

  /**
   * Tells whether its rows are as many as mailboxes have names, so that the scrub looks for those
   * that are refused, and not who asks for a list of them.
   */
  boolean isScrubbed() {
    return isScrubbed;
  }

  List<SealedField> keys() {
    return keys;
  }

  /** The row's key as reports show it, without the parts that name a person. */
  String idOf(List<Object> key) {
    return IntStream.range(0, key.size())
        .filter(i -> !personal.contains(keys.get(i).column()))
        .mapToObj(i -> String.valueOf(key.get(i)))
        .collect(Collectors.joining(BETWEEN_KEYS));
  }

  /** The key of a row by {@link #idOf}; empty if {@code id} is not of this kind. */
  Optional<List<Object>> keyOf(String id) {
    String[] parts = id.split(BETWEEN_KEYS, -1);
    if (!personal.isEmpty() || parts.length != keys.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          IntStream.range(0, parts.length)
              .mapToObj(i -> keys.get(i).type().parse(parts[i]))
              .toList());
    } catch (IllegalArgumentException notAKey) {
      return Optional.empty();
    }
  }

  List<SealedField> fields() {
    return fields;
  }

  /** Where a field is among {@link #fields}. */
  int place(String field) {
    Integer place = places.get(field);
    if (place == null) {
      throw new IllegalArgumentException("a %s has no field %s".formatted(name, field));
    }
    return place;
  }

  /**
   * The columns that {@link RowSeals#require(SealedKind, RowView)} reads, for a query with the
   * table under this name; the tenant's is called {@code tenant_id}.
   */
  public String columns(String alias) {
    String own =
        Stream.concat(keys.stream(), fields.stream())
            .map(field -> alias + "." + field.column())
            .collect(Collectors.joining(", "));
    return tenant.replace(ROW, alias)
        + " AS tenant_id, "
        + own
        + (isVersioned ? ", " + alias + "." + VERSION : "")
        + ", "
        + alias
        + "."
        + SEAL;
  }

  /** The meaning of a row that is about to be written, with the values of all fields to follow. */
  public SealedRow.Draft row(UUID tenantId, Object... key) {
    return new SealedRow.Draft(this, tenantId, List.of(key));
  }

  /** The row of a query that has {@link #columns}, and its seal. */
  StoredRow read(RowView row) {
    List<Object> key = new ArrayList<>();
    keys.forEach(field -> key.add(field.type().read(row, field.column())));
    Object[] values =
        fields.stream().map(field -> field.type().read(row, field.column())).toArray();
    return new StoredRow(
        new SealedRow(
            this,
            tenant(row.getColumn("tenant_id", UUID.class)),
            key,
            isVersioned ? row.getColumn(VERSION, Long.class) : 0,
            values),
        row.getColumn(SEAL, byte[].class));
  }

  /** The same, where {@link #columns} begin at column {@code first}, counted from 1. */
  StoredRow read(ResultSet row, int first) throws SQLException {
    int column = first;
    UUID tenantId = tenant((UUID) FieldType.ID.read(row, column++));
    List<Object> key = new ArrayList<>(keys.size());
    for (SealedField field : keys) {
      key.add(field.type().read(row, column++));
    }
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).type().read(row, column++);
    }
    long version = isVersioned ? row.getLong(column++) : 0;
    return new StoredRow(new SealedRow(this, tenantId, key, version, values), row.getBytes(column));
  }

  /** A row that belongs to nothing is nobody's; no seal says so. */
  private static UUID tenant(UUID found) {
    return found == null ? NOBODY : found;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Builds a kind. Columns are sealed in the order in which they are named. */
  public static final class Builder {

    private final String name;
    private final String table;
    private final List<SealedField> keys = new ArrayList<>();
    private final Set<String> personal = new HashSet<>();
    private final List<SealedField> fields = new ArrayList<>();
    private String tenant = ROW + ".tenant_id";
    private boolean isVersioned;
    private int form = 1;
    private Optional<String> sealedIf = Optional.empty();
    private boolean isScrubbed;

    private Builder(String name, String table) {
      this.name = name;
      this.table = table;
    }

    /** The row is found by this id, alone or with others. */
    public Builder key(String column) {
      return key(column, FieldType.ID);
    }

    /** The row is found by this text, alone or with others. */
    public Builder textKey(String column) {
      return key(column, FieldType.TEXT);
    }

    /**
     * The same of a text that names a person: reports about the row leave it out.
     *
     * @see SealedRow#id()
     */
    public Builder personalKey(String column) {
      personal.add(column);
      return key(column, FieldType.TEXT);
    }

    /** The row is found by this number, alone or with others. */
    public Builder numberKey(String column) {
      return key(column, FieldType.NUMBER);
    }

    private Builder key(String column, FieldType type) {
      keys.add(new SealedField(column, column, type, 1));
      return this;
    }

    /**
     * Where the tenant is, if not in the row's own column {@code tenant_id}.
     *
     * @param sql an expression with {@code {row}} for the table's name
     */
    public Builder tenant(String sql) {
      this.tenant = sql;
      return this;
    }

    /** Ids that decide. */
    public Builder ids(String... columns) {
      return add(FieldType.ID, columns);
    }

    /** Numbers, moments and truth values that decide. */
    public Builder numbers(String... columns) {
      return add(FieldType.NUMBER, columns);
    }

    /** Texts that decide. */
    public Builder texts(String... columns) {
      return add(FieldType.TEXT, columns);
    }

    /** Bytes that decide. */
    public Builder bytes(String... columns) {
      return add(FieldType.BYTES, columns);
    }

    private Builder add(FieldType type, String... columns) {
      for (String column : columns) {
        fields.add(new SealedField(column, column, type, form));
      }
      return this;
    }

    /**
     * Fields that follow came to the kind later. Rows that were sealed without them are resealed as
     * they are, once, when a program first starts with this form; see {@link LegacySealing}.
     */
    public Builder nextForm() {
      form++;
      return this;
    }

    /**
     * Which rows have a seal, if not all: those that do not decide yet have none.
     *
     * @param sql a condition with {@code {row}} for the table's name
     */
    public Builder sealedIf(String sql) {
      this.sealedIf = Optional.of(sql);
      return this;
    }

    /** Leaves the search for refused rows to the scrub, because there are many rows. */
    public Builder scrubbed() {
      this.isScrubbed = true;
      return this;
    }

    /** Counts the states of each row, so that an older one is refused. */
    public Builder versioned() {
      this.isVersioned = true;
      return this;
    }

    /** The kind. */
    public SealedKind build() {
      if (keys.isEmpty() || (isVersioned && !personal.isEmpty())) {
        throw new IllegalStateException("a row has a key, and its number is kept under all of it");
      }
      return new SealedKind(this);
    }
  }
}
