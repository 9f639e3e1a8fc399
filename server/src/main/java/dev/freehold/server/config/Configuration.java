package dev.freehold.server.config;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;

/** The checked configuration: every value parsed and in bounds. Immutable. */
public final class Configuration {

  /** The name that values have which nobody configured. */
  static final String DEFAULT_ORIGIN = "default";

  private final Map<String, Value> values;

  private Configuration(Map<String, Value> values) {
    this.values = values;
  }

  static Configuration parse(SmallRyeConfig config) {
    Map<String, Value> values = new java.util.LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      values.put(setting.key(), parse(config, setting));
    }
    return new Configuration(values);
  }

  private static Value parse(SmallRyeConfig config, Setting<?> setting) {
    ConfigValue found = config.getConfigValue(setting.key());
    boolean isDefault = found.getValue() == null;
    String text = isDefault ? setting.defaultText() : found.getValue();
    String origin = isDefault ? DEFAULT_ORIGIN : found.getConfigSourceName();
    try {
      return new Value(setting.kind().parse(text), origin);
    } catch (IllegalArgumentException outOfBounds) {
      String shown = setting.isSecret() ? "the value" : "'" + text + "'";
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          "%s: %s (from %s) is not %s"
              .formatted(setting.key(), shown, origin, setting.kind().bounds()),
          outOfBounds);
    }
  }

  @SuppressWarnings("unchecked") // the value was made by this setting's own kind
  <T> T get(Setting<T> setting) {
    return (T) values.get(setting.key()).parsed();
  }

  /**
   * Gives the same configuration, if every key that was set has an effect on {@code command}. One
   * that has none would be a protection that somebody believes in.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID} otherwise
   */
  public Configuration requireFor(Command command) {
    for (Setting<?> setting : Settings.ALL) {
      if (!setting.commands().contains(command) && !origin(setting).equals(DEFAULT_ORIGIN)) {
        throw new ServerException(
            ServerError.CONFIGURATION_INVALID,
            "%s (from %s) has no effect on freehold %s; remove it"
                .formatted(setting.key(), origin(setting), command.word()));
      }
    }
    return this;
  }

  String origin(Setting<?> setting) {
    return values.get(setting.key()).origin();
  }

  private record Value(Object parsed, String origin) {}
}
