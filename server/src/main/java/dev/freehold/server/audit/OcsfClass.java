package dev.freehold.server.audit;

/** The classes of OCSF that this server's events are of. */
enum OcsfClass {
  ACCOUNT_CHANGE(3001, "Account Change"),
  AUTHENTICATION(3002, "Authentication"),
  ENTITY_MANAGEMENT(3004, "Entity Management"),
  USER_ACCESS(3005, "User Access Management"),
  API_ACTIVITY(6003, "API Activity");

  private static final int CLASSES_OF_A_CATEGORY = 1000;
  private static final int ACTIVITIES_OF_A_CLASS = 100;

  private final int uid;
  private final String caption;

  OcsfClass(int uid, String caption) {
    this.uid = uid;
    this.caption = caption;
  }

  int uid() {
    return uid;
  }

  String caption() {
    return caption;
  }

  int categoryUid() {
    return uid / CLASSES_OF_A_CATEGORY;
  }

  String categoryCaption() {
    return categoryUid() == 3 ? "Identity & Access Management" : "Application Activity";
  }

  int typeUid(OcsfActivity activity) {
    return uid * ACTIVITIES_OF_A_CLASS + activity.id();
  }
}
