package dev.freehold.console;

/** The directory of a test: a person, Sam, and the program of mail, as Graph answers about them. */
final class CannedDirectory {

  static final String SAM = "00000000-0000-0000-0000-0000000000aa";
  static final String MAIL = "00000000-0000-0000-0000-0000000000bb";

  private static final String BY_IDS = "POST /graph/v1.0/directoryObjects/getByIds";

  private CannedDirectory() {}

  /** Puts both into {@code api}. */
  static CannedApi in(CannedApi api) {
    return api.on(
            BY_IDS,
            """
            {"value": [{"@odata.type": "#microsoft.graph.user", "id": "%s", "displayName": "Sam",
                        "userPrincipalName": "sam@contoso.example"},
                       {"@odata.type": "#microsoft.graph.servicePrincipal", "id": "%s",
                        "displayName": "Mail", "appId": "00000002-0000-0ff1-ce00-000000000000"}]}
            """
                .formatted(SAM, MAIL))
        .on(
            "GET /graph/v1.0/users/sam%40contoso.example",
            "{\"id\": \"%s\", \"displayName\": \"Sam\"}".formatted(SAM));
  }

  /** Nobody is in the directory any more. */
  static void empty(CannedApi api) {
    api.on(BY_IDS, "{\"value\": []}");
  }
}
