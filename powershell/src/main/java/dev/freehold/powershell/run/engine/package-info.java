/** The cmdlets that belong to the language: over blocks, streams and variables. */
package dev.freehold.powershell.run.engine;
