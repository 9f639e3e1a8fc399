package dev.freehold.custody.faults;

import java.util.Optional;

/** A failure of another module that says by itself what outside a request is the matter. */
public interface NamesFault {

  /** The fault, whose code is this failure's; empty if it is none of them. */
  Optional<Fault> fault();
}
