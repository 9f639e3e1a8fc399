/** The encrypted object store: an object sealed under an owner key, over a blob back end. */
package dev.freehold.content;
