package dev.freehold.server.config;

import dev.freehold.custody.CustodyLimits;
import java.nio.file.Path;
import java.util.List;

/** Which service master keys there were. */
final class MasterKeySettings {

  static final Setting<List<Path>> PREVIOUS =
      Setting.open(
              "freehold.previous-master-keys",
              "The files of earlier service master keys, the newest first. Each is needed to open"
                  + " what it has sealed; 'freehold master-key' makes the next key.",
              Kind.paths(CustodyLimits.MAX_PREVIOUS_MASTER_KEYS),
              "")
          .onlyForServe();

  private MasterKeySettings() {}
}
