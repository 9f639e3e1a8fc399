/** Random histories of everything that touches keys, with crashes, held against a small model. */
package dev.freehold.custody.history;
