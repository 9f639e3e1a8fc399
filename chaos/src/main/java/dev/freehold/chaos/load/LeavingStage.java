package dev.freehold.chaos.load;

/** The steps of a purge, in their order. */
enum LeavingStage {
  MAKE,
  COVER,
  FILL,
  REVOKE,
  REQUEST,
  DOCUMENT,
  SIGN,
  APPROVE,
  RUN,
  PROVE;

  /** What comes after it; the last is followed by the first of another purge. */
  LeavingStage next() {
    return switch (this) {
      case MAKE -> COVER;
      case COVER -> FILL;
      case FILL -> REVOKE;
      case REVOKE -> REQUEST;
      case REQUEST -> DOCUMENT;
      case DOCUMENT -> SIGN;
      case SIGN -> APPROVE;
      case APPROVE -> RUN;
      case RUN -> PROVE;
      case PROVE -> MAKE;
    };
  }
}
