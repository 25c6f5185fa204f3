import time
print("python")
while True:
    time.sleep(1)
