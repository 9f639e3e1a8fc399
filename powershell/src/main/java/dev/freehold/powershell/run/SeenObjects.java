package dev.freehold.powershell.run;

import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which properties the objects had that commands wrote in this session, for completion. Written by
 * the thread that runs scripts, read by that of the prompt.
 */
public final class SeenObjects {

  private static final int MAX_COMMANDS = 500;

  private final Map<String, List<String>> properties = new LinkedHashMap<>();

  /** Remembers what the first object of a call had. */
  synchronized void saw(String command, Object value) {
    String key = command.toLowerCase(Locale.ROOT);
    if (value instanceof PsObject
        && (properties.containsKey(key) || properties.size() < MAX_COMMANDS)) {
      properties.put(key, Members.names(value));
    }
  }

  /** The properties of what a command wrote last; empty if it wrote nothing yet. */
  public synchronized List<String> of(String command) {
    return properties.getOrDefault(command.toLowerCase(Locale.ROOT), List.of());
  }
}
