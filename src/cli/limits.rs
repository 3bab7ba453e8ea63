//! The limits of a process that reads a hostile document: the system ends it where it takes more. The only file that names the
//! library of system calls.

/// Limits this process's memory, in bytes, and processor time, in seconds; on Unix only.
#[cfg(unix)]
pub(super) fn limit_process(memory_bytes: u64, cpu_seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, limit) in [(Resource::As, memory_bytes), (Resource::Cpu, cpu_seconds), (Resource::Core, 0)] {
        // A system that knows no such limit leaves the parent's patience.
        let _ = setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) });
    }
}

/// Does nothing: the parent's patience is the only limit here.
#[cfg(not(unix))]
pub(super) fn contain(_memory_bytes: u64, _cpu_seconds: u64) {}
