package dev.freehold.persistence;

import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;

/** The mapping of Java values to columns, the same on every database. */
public final class JdbiSetup {

  /** Remembers what it has parsed, so all databases of the process use one. */
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  private static final TemplateEngine TEMPLATES = new ListTemplates();

  /** JDBI would make one for each statement, which takes longer than the statement. */
  private static final ClassValue<RowMapper<?>> RECORDS =
      new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> type) {
          return ConstructorMapper.of(type);
        }
      };

  private JdbiSetup() {}

  /** Every handle carries {@code attachments}. */
  public static Jdbi over(ConnectionFactory connections, Attachments attachments) {
    Jdbi jdbi = over(connections);
    jdbi.configure(Attachments.class, carried -> carried.share(attachments));
    return jdbi;
  }

  /** A Jdbi over {@code connections}, with the columns that all databases share. */
  public static Jdbi over(ConnectionFactory connections) {
    Jdbi jdbi = Jdbi.create(connections);
    jdbi.setTransactionHandler(new GivenTransaction());
    jdbi.configure(Handles.class, handles -> handles.setForceEndTransactions(false));
    // The usual message repeats the bound values, which may be sealed keys or addresses.
    jdbi.configure(
        StatementExceptions.class,
        exceptions -> exceptions.setMessageRendering(StatementExceptions.MessageRendering.NONE));
    jdbi.configure(
        SqlStatements.class,
        statements -> statements.setSqlParser(PARSER).setTemplateEngine(TEMPLATES));
    jdbi.setSqlLogger(new Counted());
    jdbi.registerArgument(new UuidArgument());
    jdbi.registerArgument(new InstantArgument());
    jdbi.registerArgument(new BooleanArgument());
    jdbi.registerColumnMapper(UUID.class, uuidMapper());
    jdbi.registerColumnMapper(Instant.class, instantMapper());
    jdbi.registerColumnMapper(StoredEnums.mappers());
    jdbi.registerRowMapper(recordMappers());
    return jdbi;
  }

  private static ColumnMapper<UUID> uuidMapper() {
    return (results, column, context) -> {
      byte[] bytes = results.getBytes(column);
      return bytes == null ? null : RowIds.of(bytes);
    };
  }

  private static ColumnMapper<Instant> instantMapper() {
    return (results, column, context) -> {
      long millis = results.getLong(column);
      return results.wasNull() ? null : Instant.ofEpochMilli(millis);
    };
  }

  private static RowMapperFactory recordMappers() {
    return (type, config) -> {
      Class<?> raw = GenericTypes.getErasedType(type);
      return raw.isRecord() ? Optional.of(RECORDS.get(raw)) : Optional.empty();
    };
  }

  /**
   * JDBI's own engine, which reads a statement with a generated lexer to find its {@code <lists>},
   * for the statements that have any.
   */
  private static final class ListTemplates implements TemplateEngine.Parsing {

    private final TemplateEngine.Parsing lists = new DefinedAttributeTemplateEngine();

    @Override
    public Optional<Function<StatementContext, String>> parse(
        String template, ConfigRegistry config) {
      boolean isPlain = template.indexOf('<') < 0 && template.indexOf('\\') < 0;
      return isPlain ? Optional.of(_ -> template) : lists.parse(template, config);
    }
  }

  private static final class Counted implements SqlLogger {
    @Override
    public void logBeforeExecution(StatementContext context) {
      context.getConfig(Attachments.class).countStatement();
    }
  }

  private static final class UuidArgument extends AbstractArgumentFactory<UUID> {
    UuidArgument() {
      super(Types.BINARY);
    }

    @Override
    protected Argument build(UUID value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setBytes(position, RowIds.bytes(value));
    }
  }

  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
    InstantArgument() {
      super(Types.BIGINT);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setLong(position, value.toEpochMilli());
    }
  }

  /** Columns of truth values are SMALLINT 0 or 1; both drivers read those as boolean already. */
  private static final class BooleanArgument implements ArgumentFactory.Preparable {
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
      return type == boolean.class || type == Boolean.class
          ? Optional.of(BooleanArgument::argument)
          : Optional.empty();
    }

    private static Argument argument(Object value) {
      if (value == null) {
        return new NullArgument(Types.SMALLINT);
      }
      short number = (short) ((Boolean) value ? 1 : 0);
      return (position, statement, context) -> statement.setShort(position, number);
    }
  }
}
