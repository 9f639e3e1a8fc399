package dev.freehold.shell.exchange.call;

import dev.freehold.powershell.run.binding.ArgumentType;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.TypeNames;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the identity of an Exchange object from a text, or from an object that another cmdlet
 * wrote.
 */
public final class ExchangeIdentities {

  /** Properties that hold the GUID by which the server knows an object, the surest first. */
  private static final List<String> GUIDS = List.of("ExchangeGuid", "MailboxGuid", "Guid");

  private static final ArgumentType TYPE = new Identity();

  private ExchangeIdentities() {}

  /** {@code -Identity}, the first argument, from the pipeline as well. */
  public static Parameter parameter() {
    return Parameter.of("Identity", TYPE).at(0).byValue();
  }

  /** The text by which to ask the server; empty if nothing is named. */
  public static String of(Object value) {
    return value instanceof PsObject object
        ? guid(object).map(UUID::toString).orElseGet(() -> Text.of(object))
        : Text.of(value).strip();
  }

  /** What an error calls the object. */
  public static String shown(Object value) {
    return Text.of(value).strip();
  }

  /** The GUID that an object of ours has. */
  public static Optional<UUID> guid(Object value) {
    return value instanceof PsObject object
        ? GUIDS.stream()
            .map(object::get)
            .filter(UUID.class::isInstance)
            .map(UUID.class::cast)
            .findFirst()
        : Optional.empty();
  }

  private record Identity() implements ArgumentType {

    @Override
    public String fullName() {
      return "Microsoft.Exchange.Configuration.Tasks.GeneralIdParameter";
    }

    @Override
    public boolean accepts(Object value) {
      return value == null
          || value instanceof String
          || value instanceof UUID
          || (value instanceof PsObject object && !object.isCustom() && guid(object).isPresent());
    }

    @Override
    public Object convert(Object value) {
      if (value instanceof PsObject || value instanceof PsHashtable || value instanceof List) {
        throw new ValueException(
            ValueError.CONVERSION,
            "Cannot convert the \"%s\" value of type \"%s\" to type \"%s\"."
                .formatted(Text.of(value), TypeNames.of(value), fullName()));
      }
      return Text.of(value);
    }
  }
}
