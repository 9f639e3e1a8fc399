/**
 * One class, for the sake of this package's name. S3Proxy's handler guesses what a store can do
 * from the name of its innermost delegate's class: with {@code .awssdk.} in it, conditions on
 * writes, completions and deletions and the checksums of a write are handed to the store, which
 * decides them together with the change; a store of a kind that the handler does not know gets 501
 * for all of them. Nothing else in 4.1.0 looks at the kind {@code aws-s3}.
 */
package dev.freehold.files.s3.awssdk;
