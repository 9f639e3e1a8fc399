/**
 * Version 1 of the object format, {@code FHO1}. It is frozen, because what was written with it must
 * open forever; a changed format gets a new package beside this one. The specification is {@code
 * docs/formats/object-v1.md}.
 */
package dev.freehold.content.format.v1;
