package dev.freehold.ledger.note;

import java.util.HexFormat;

/** One checkpoint, its log and its witness, made with OpenSSL and a script that is not ours. */
final class NoteVectors {

  static final String ORIGIN = "ledger.example.net/ledger/9d0c0a54";
  static final String WITNESS = "witness.example.org/w7";
  static final long COSIGNED_AT = 1_790_000_000L;

  static final String LOG_KEY =
      "ledger.example.net/ledger/9d0c0a54+839c9989+AYnOHTKvQ1JQYkVeTqjmeuZMLIIf89jEhL6bnrrayW1J";
  static final String WITNESS_KEY =
      "witness.example.org/w7+28fce1f1+BHShPkWbog/WQL0OLHyib8pmCKmcCNLFsPKncXQXNOYD";

  static final String TEXT =
      """
      ledger.example.net/ledger/9d0c0a54
      4711
      ULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=
      """;
  static final String LOG_LINE =
      "\u2014 ledger.example.net/ledger/9d0c0a54"
          + " g5yZiQyEZ2s+VGzpLqH0bwLUFWclrd6xt/Z8zi7J8qrfBWrOxD6uaJEMrv9Q1V/hCSBbYPf/YEowCX3W3tPVrMX3Kgg=\n";
  static final String WITNESS_LINE =
      "\u2014 witness.example.org/w7"
          + " KPzh8QAAAABqsTuAx23Y6hlUsmyyENFXgMlipi2Wfz1+aeMnF/PKfMD3IOO9HY0Zevpl61XuAaw/shZ+EpJa49/4NftsVolbJR9wDA==\n";

  static final String NOTE = TEXT + "\n" + LOG_LINE + WITNESS_LINE;

  private NoteVectors() {}

  static NoteKey logKey() {
    return key(
        "5a6dab711a99e9e0e60e0aa7efd53490800334b9d022849386f67d4aa2ad4e52"
            + "89ce1d32af43525062455e4ea8e67ae64c2c821ff3d8c484be9b9ebadac96d49");
  }

  static NoteKey witnessKey() {
    return key(
        "df4586e3b42a1eb8dab430086cb3597e7e0ed82c40aee6acb13c9d183e1f0860"
            + "74a13e459ba20fd640bd0e2c7ca26fca6608a99c08d2c5b0f2a771741734e603");
  }

  private static NoteKey key(String hex) {
    return NoteKey.decode(HexFormat.of().parseHex(hex));
  }
}
