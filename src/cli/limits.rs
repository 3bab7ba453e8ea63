//! Resource limits for a process that reads an untrusted document: the system kills it if it exceeds them.

/// Limits this process's memory, in bytes, and processor time, in seconds; on Unix only.
#[cfg(unix)]
pub(super) fn limit_process(memory_bytes: u64, cpu_seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, limit) in [(Resource::As, memory_bytes), (Resource::Cpu, cpu_seconds), (Resource::Core, 0)] {
        // If the system does not support a limit, the parent's timeout remains.
        let _ = setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) });
    }
}

/// Does nothing: here the parent's timeout is the only limit.
#[cfg(not(unix))]
pub(super) fn limit_process(_memory_bytes: u64, _cpu_seconds: u64) {}
