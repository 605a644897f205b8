def execute_command(image):
    image_patch = ImagePatch(image)
    diamonds = image_patch.find("purple diamond")
    if len(diamonds) == 0:
        return "no"
    center = int(diamonds[0].horizontal_center)
    beside = image_patch.crop(center, 0, image_patch.width, image_patch.height)
    crosses = beside.find("cross")
    if len(crosses) == 0:
        return "no"
    color = crosses[0].simple_query("what color is the cross?")
    return bool_to_yesno(color == "orange")
