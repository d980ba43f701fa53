"""The bundle: a folder that runs on Windows or Linux without internet, pip or an administrator.

Two layers are unpacked over each other: `deps-<hash>-<system>-<python>.zip` holds every locked dependency
as the target needs it, and the starters; `app-<version>.zip` the program alone, the same for every
system."""
